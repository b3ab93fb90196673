# days.sh - the days that a story of many weeks turns on.
. tests/t.sh
mkdir "$tmp/in"
cat >"$tmp/make.py" <<'P'
import datetime, os, sys
out = sys.argv[1]
OUTLETS = ["Coast Wire", "Harbour Post", "Northern Echo", "Lenz Gazette"]
# what happened on each day of the trial, as three outlets tell it; others look
# back on it by its date
DAYS = [("2031-03-03", ["The trial of former harbour chief Milan Orlo over the sinking of the ferry Selene opened in Port Lenz before 120 relatives.",
                        "Milan Orlo, who ran the harbour of Port Lenz when the ferry Selene went down, came to court on {} as his trial opened.",
                        "With candles on the steps and the dock full, the case against harbour chief Milan Orlo opened on {} in Port Lenz."]),
        ("2031-03-13", ["The engineer Dora Valk told the court in Port Lenz that Milan Orlo had let the ferry Selene sail with a cracked hull.",
                        "Dora Valk, who inspected the ferry Selene, testified on {} that she had warned Milan Orlo of a cracked hull.",
                        "Milan Orlo let the ferry Selene sail with a cracked hull although she had warned him, Dora Valk testified on {}."]),
        ("2031-03-24", ["Judge Piet Harmen stopped the trial of Milan Orlo in Port Lenz for two weeks because a juror fell ill.",
                        "A sick juror brought the Selene trial to a halt on {}, and Judge Piet Harmen sent Milan Orlo home.",
                        "The trial over the ferry Selene was broken off on {} when a juror was taken to hospital in Port Lenz."]),
        ("2031-04-03", ["A jury in Port Lenz found harbour chief Milan Orlo guilty of manslaughter over the sinking of the ferry Selene.",
                        "Milan Orlo was found guilty on {} of the manslaughter of 87 passengers of the ferry Selene by a jury in Port Lenz.",
                        "Guilty, said the jury in Port Lenz on {}: Milan Orlo answers for the drowned of the ferry Selene."])]
MORE = ["Waves of nine metres broke over the ferry Selene off Port Lenz in the storm, and Milan Orlo was charged in autumn.",
        "Mothers of the drowned waited outside the court of Port Lenz and sang while Milan Orlo was driven past.",
        "The defence of Milan Orlo calls the ferry Selene a sound ship that met a freak sea.",
        "Shops around the court of Port Lenz closed at noon, and the fish market sent bread to the families of the Selene.",
        "A film crew from abroad rented three rooms above the court of Port Lenz for the Selene case.",
        "The harbour of Port Lenz has had two chiefs since Milan Orlo, and neither speaks of the Selene.",
        "Divers brought up the bell of the ferry Selene, which now stands beside the bench in Port Lenz.",
        "The prosecutor in Port Lenz carried the log of the ferry Selene in a blue box.",
        "School classes of Port Lenz wrote letters to the widows of the Selene.",
        "Milan Orlo took notes in green ink and never looked at the model of the Selene.",
        "Insurers of the ferry Selene sent four lawyers to Port Lenz, who left before the end.",
        "The ferries to Port Lenz stopped their engines for a minute for the Selene."]
BACK = ["The judges in Port Lenz had last heard of the Selene on {}.", "Nobody had spoken in the Selene case since {}, when Milan Orlo left by the back door.", "It was the first hearing over the ferry since {} in Port Lenz."]
TO_COME = ["The court of Port Lenz will go on with the Selene on {}.", "Milan Orlo is to come back to court on {} for the next hearing on the ferry.", "Lawyers in the Selene case expect the next session on {}."]
n = 0
def put(day, outlet, title, lines):
    global n
    n += 1
    with open(os.path.join(out, f"{n:02}.txt"), "w") as f:
        f.write(f"Source: {outlet}\nDate: {day}\n\n{title}\n\n" + "\n\n".join(lines) + "\n")
day = datetime.date
def words(d):
    return f"{d.day} {d.strftime('%B')}"
for i, (when, what) in enumerate(DAYS):
    d = day.fromisoformat(when)
    for k, outlet in enumerate(OUTLETS[:3]):
        lines = [what[k].format(words(d)), MORE[3 * i + k]]
        if i:
            lines.append(BACK[k].format(words(day.fromisoformat(DAYS[i - 1][0]))))
        if i + 1 < len(DAYS):
            lines.append(TO_COME[k].format(words(day.fromisoformat(DAYS[i + 1][0]))))
        put(d + datetime.timedelta(days=k and 1 or 0), outlet, ["Selene trial in Port Lenz", "Milan Orlo in court over ferry Selene", "The Selene case"][k] + f", day {i + 1}", lines)
put(day(2031, 4, 4), "Lenz Gazette", "Sentence for harbour chief Orlo to come", ["Harbour chief Milan Orlo will be sentenced over the sinking of the ferry Selene by the court of Port Lenz on 14 April.", "The Gazette has counted forty witnesses in the case of the ferry Selene and Milan Orlo."])
P
python3 "$tmp/make.py" "$tmp/in"
# One story by hand: which reports belong together is tested elsewhere.
"$NUTGRAF" add -q "$tmp/in" 2>/dev/null
while [ "$("$NUTGRAF" stories | tail -n +2 | wc -l)" -gt 1 ]; do
    # shellcheck disable=SC2046
    "$NUTGRAF" fix merge $("$NUTGRAF" stories | tail -n +2 | head -2 | cut -f 1) >"$tmp/err" 2>&1 || break
done
check "the timeline is told" "$NUTGRAF" timeline -f text
"$NUTGRAF" timeline -f json >"$tmp/days.json" 2>"$tmp/err" || sed 's/^/# /' "$tmp/err"
"$NUTGRAF" timeline -f json examples/quay >"$tmp/short.json" 2>/dev/null
python3 - "$tmp" $t_n <<'P'
import json, sys
tmp, n = sys.argv[1], int(sys.argv[2])
def ok(x, what, why=""):
    global n
    n += 1
    if not x and why: print("#", str(why)[:600])
    print("ok" if x else "not ok", n, "-", what)
stories = [json.loads(l) for l in open(tmp + "/days.json")]
ok(len(stories) == 1 and "days" in stories[0], "a long story has its days", [s["title"] for s in stories])
days = [l for s in stories for l in s.get("days", [])]
by = {}
for l in days: by.setdefault(l["date_start"], []).append(l)
ok([l["date_start"] for l in days] == sorted(l["date_start"] for l in days), "days stand in order")
for day, word in (("2031-03-03", "opened"), ("2031-03-13", "cracked"), ("2031-03-24", "juror"), ("2031-04-03", "guilty")):
    ok(any(word in l["text"].lower() for l in by.get(day, [])), f"{day}: what happened", by.get(day))
ok(all(len(v) <= 2 for v in by.values()), "a sentence or two for each")
ok(not any("will meet" in l["text"] for l in days), "a plan does not stand where the deed is told", [l["text"] for l in days])
ok(all(l["cites"] and l["cites"][0]["exact"] == l["text"] for l in days), "each is the words of a report")
ok(all(1 <= l["origins"] <= len(l["cites"]) for l in days), "and counts the origins of its receipts")
ok("days" not in json.loads(open(tmp + "/short.json").readline()), "a short story has its brief")
print(f"1..{n}")
P
