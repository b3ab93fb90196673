# annotate.sh - token columns in and out, CoNLL-U, marks.
. tests/t.sh
one=examples/ferry/01-northwire-first.txt

printf -- '-DOCSTART-\tO\n\nPremier\tO\nAnna\tB-PER\nKask\tI-PER\nmet\tO\nMrs\tO\n.\tO\n\nOrlova\tB-PER\nin\tO\nTallinn\tB-LOC\n.\tO\n\n-DOCSTART-\tO\n\nIceland\tB-LOC\n"\tO\nwon\tO\n"\tO\n.\tO\n' >"$tmp/tags"
exits 0 "columns in, columns out" "$NUTGRAF" annotate -f conll "$tmp/tags"
cut -f1 "$tmp/tags" >"$tmp/want"
cut -f1 "$tmp/out" >"$tmp/got"
same "lines, sentences and documents are kept" "$tmp/want" "$tmp/got"
grep -q "^Tallinn.B-LOC" "$tmp/out"
ok $? "four classes where four came in"
exits 0 "all classes if asked" "$NUTGRAF" annotate -f conll --layer names8 "$tmp/tags"
grep -q "^Tallinn.B-GPE" "$tmp/out"
ok $? "a town is a GPE"
sed 's/B-LOC/B-GPE/' "$tmp/tags" >"$tmp/fine"
exits 0 "columns with fine classes" "$NUTGRAF" annotate -f conll "$tmp/fine"
grep -q "^Tallinn.B-GPE" "$tmp/out"
ok $? "fine classes where fine ones came in"
tail -n +3 "$tmp/tags" >"$tmp/bare"
exits 0 "columns without -DOCSTART-, by their name" "$NUTGRAF" annotate -f conll --as columns "$tmp/bare"
cut -f1 "$tmp/bare" >"$tmp/want"
cut -f1 "$tmp/out" >"$tmp/got"
same "their lines are kept too" "$tmp/want" "$tmp/got"
exits 0 "columns of standard input" sh -c "'$NUTGRAF' annotate -f conll --as columns <'$tmp/bare'"
cut -f1 "$tmp/out" >"$tmp/got"
same "the same" "$tmp/want" "$tmp/got"
exits 0 "sayings" "$NUTGRAF" annotate -f conll --layer sayings "$one"
for tag in SOURCE CUE CONTENT; do
    grep -q "B-$tag" "$tmp/out"
    ok $? "sayings have a $tag"
done

exits 0 "text to CoNLL-U" "$NUTGRAF" annotate -f conllu "$one"
cp "$tmp/out" "$tmp/a.conllu"
awk -F'\t' '/^#/ || /^$/ { next } NF != 10 || $7 !~ /^[0-9]+$/ { bad = 1 } END { exit bad }' "$tmp/a.conllu"
ok $? "ten columns, heads are numbers"
exits 0 "CoNLL-U to CoNLL-U" "$NUTGRAF" annotate -f conllu "$tmp/a.conllu"
cut -f1,2 "$tmp/a.conllu" >"$tmp/want"
cut -f1,2 "$tmp/out" >"$tmp/got"
same "tokens and comments are kept" "$tmp/want" "$tmp/got"
printf '# newdoc id = d\n# sent_id = 1\n1-2\tdon'"'"'t\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n2\tn'"'"'t\t_\t_\t_\t_\t_\t_\t_\t_\n2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n3\t!\t_\t_\t_\t_\t_\t_\t_\t_\n\n' >"$tmp/mwt.conllu"
exits 0 "ranges and empty nodes" "$NUTGRAF" annotate -f conllu "$tmp/mwt.conllu"
cut -f1,2 "$tmp/mwt.conllu" >"$tmp/want"
cut -f1,2 "$tmp/out" >"$tmp/got"
same "are kept" "$tmp/want" "$tmp/got"
exits 0 "CoNLL-U is a report like any other" "$NUTGRAF" check "$tmp/a.conllu"

exits 0 "text with marks" "$NUTGRAF" annotate "$one"
sed -e 's/^id: .*/id: marks/' -e 's/^manner: .*/manner: wire/' -e 's/^region: .*/region: Europe/' "$tmp/out" >"$tmp/marks.txt"
exits 0 "is a report of the corpus" "$NUTGRAF" train corpus check "$tmp/marks.txt"
for file in examples/ferry/0*.txt examples/river/0*.txt; do
    "$NUTGRAF" annotate "$file" >"$tmp/out"
    sed -e 's/^id: .*/id: marks/' -e 's/^manner: .*/manner: wire/' -e 's/^region: .*/region: Europe/' \
        -e '/^day: /d' -e 's/^outlet: .*/&\nday: 2031-05-20/' "$tmp/out" >"$tmp/marks.txt"
    exits 0 "so is $file" "$NUTGRAF" train corpus check "$tmp/marks.txt"
done
printf 'The pier is unsafe, a senior inspector said.\n\n"It is our duty to close it," she told reporters. "We had no choice."\n' >"$tmp/pier.txt"
exits 0 "attributions in their full width" "$NUTGRAF" annotate "$tmp/pier.txt"
grep -qF '[C.a The pier is unsafe], [S.a [@1 a senior inspector]] [Q.a said].' "$tmp/out"
ok $? "an indirect one, of somebody without a name"
grep -qF '[C.b "It is our duty to close it,"] [S.b [@1 she]] [Q.b told] [R.b reporters]. [C.b "We had no choice."]' "$tmp/out"
ok $? "a direct one, marks inside, that goes on behind its cue"
grep -qx '1 PER -' "$tmp/out" && grep -qx 'a unnamed 1' "$tmp/out" && grep -qx 'b unnamed 1' "$tmp/out"
ok $? "and the tail says who speaks"

exits 0 "JSONL with words" "$NUTGRAF" annotate -f jsonl "$one"
python3 -c '
import json, sys
r = json.loads(sys.stdin.readline())
text = r["report"]["text"].encode()
for s in r["sentences"]:
    assert s["words"] and all(0 <= w["head"] <= len(s["words"]) for w in s["words"])
    assert s["start"] <= s["words"][0]["start"] and s["words"][-1]["end"] <= s["end"] <= len(text)
' <"$tmp/out"
ok $? "words lie in their sentences"

exits 2 "an unknown form" "$NUTGRAF" annotate -f xml "$one"
says 'not "xml"' "names it"
exits 2 "an unknown layer" "$NUTGRAF" annotate -f conll --layer verbs "$one"
says 'not "verbs"' "names it"
exits 2 "a layer where there is none" "$NUTGRAF" annotate --layer names "$one"
: >"$tmp/empty"
exits 3 "an empty file" "$NUTGRAF" annotate -f conll "$tmp/empty"
says "is empty" "says so"
done_testing
