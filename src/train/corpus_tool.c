/* corpus_tool.c - `train corpus check | convert | agree`.
 *
 *     corpus check [--hints] PATH...       mistakes by line; counts at the end
 *     corpus convert text|jsonl|names|sayings PATH...
 *     corpus agree PATH... SECOND          in corpus_agree.c
 *
 * Hints are what is probably forgotten: a pronoun without a number, a name that
 * is marked at one place and not at another.
 */
#include "base/out.h"
#include "text/json.h"
#include "train/corpus_score.h"

static void tell(void *ctx, const char *path, uint32_t line, const char *what)
{
    ng_printf(ctx, "%s:%u: %s\n", path, line, what);
}

/* ---- check -------------------------------------------------------------- */

static size_t count_words(ng_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += !ng_is_space(s.p[i]) && (i == 0 || ng_is_space(s.p[i - 1]));
    return n;
}

static bool covered(const struct ng_corpus_report *r, ng_range at)
{
    for (size_t i = 0; i < r->names.n; i++)
        if (ng_range_touch(r->names.at[i].at, at))
            return true;
    return false;
}

static bool referred(const struct ng_corpus_report *r, ng_range at)
{
    for (size_t i = 0; i < r->others.n; i++)
        if (ng_range_in(at, r->others.at[i].at))
            return true;
    return false;
}

static bool is_word_at(ng_str text, ng_range at)
{
    return (at.beg == 0 || (!ng_is_alpha(text.p[at.beg - 1]) &&
                            (unsigned char)text.p[at.beg - 1] < 128)) &&
           (at.end == text.n || (!ng_is_alpha(text.p[at.end]) &&
                                 (unsigned char)text.p[at.end] < 128));
}

static void hint(struct ng_out *out, const struct ng_corpus_report *r,
                 ng_range at, const char *why)
{
    uint32_t beg = at.beg > 25 ? at.beg - 25 : 0;
    uint32_t end = at.end + 25 < r->text.n ? at.end + 25 : (uint32_t)r->text.n;
    ng_printf(out, PRS ": hint: \"" PRS "\" %s: ..." PRS "...\n",
              PRS_ARG(r->path), PRS_ARG(ng_slice(r->text, at)), why,
              PRS_ARG(ng_slice(r->text, (ng_range){beg, end})));
}

static void hint_names(struct ng_out *out, const struct ng_corpus_report *r)
{
    for (size_t i = 0; i < r->names.n; i++) {
        ng_str name = ng_slice(r->text, r->names.at[i].at);
        bool before = name.n < 3;
        for (size_t k = 0; k < i && !before; k++)
            before = ng_str_eq(ng_slice(r->text, r->names.at[k].at), name);
        if (before)
            continue;
        for (size_t at = 0; (at = ng_str_find(r->text, name, at)) != SIZE_MAX;
             at++) {
            ng_range range = {(uint32_t)at, (uint32_t)(at + name.n)};
            if (is_word_at(r->text, range) && !covered(r, range))
                hint(out, r, range, "is a name elsewhere");
        }
    }
}

static void hint_pronouns(struct ng_out *out, const struct ng_corpus_report *r)
{
    static const char *const words[] = {"he", "she", "him", "his", "her",
                                        "He", "She", "His", "Her"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        ng_str w = ng_str_of(words[i]);
        for (size_t at = 0; (at = ng_str_find(r->text, w, at)) != SIZE_MAX;
             at++) {
            ng_range range = {(uint32_t)at, (uint32_t)(at + w.n)};
            if (is_word_at(r->text, range) && !referred(r, range))
                hint(out, r, range, "has no number");
        }
    }
}

struct counts {
    size_t reports, words, names, others, times, sayings, events, mistakes;
};

static void count(struct counts *n, const struct ng_corpus_report *r)
{
    n->reports++;
    n->words += count_words(r->text);
    n->names += r->names.n;
    n->others += r->others.n;
    n->times += r->times.n;
    n->sayings += r->sayings.n;
    n->events += r->events.n;
    n->mistakes += r->mistakes;
}

static ng_status check(int argc, char **argv, struct ng_out *out,
                       struct ng_arena *a, struct ng_err *err)
{
    struct ng_corpus c = {0};
    struct counts n = {0};
    bool hints = argc > 0 && ng_str_eq(ng_str_of(argv[0]), STR("--hints"));
    for (int i = hints; i < argc; i++) {
        ng_status status = ng_corpus_read(&c, argv[i], tell, out, a, err);
        if (status)
            return status;
    }
    for (size_t i = 0; i < c.reports.n; i++) {
        count(&n, &c.reports.at[i]);
        if (hints) {
            hint_names(out, &c.reports.at[i]);
            hint_pronouns(out, &c.reports.at[i]);
        }
    }
    ng_printf(
        out,
        "%zu reports, %zu words: %zu names, %zu other mentions, %zu times, "
        "%zu sayings, %zu events; %zu mistakes\n",
        n.reports, n.words, n.names, n.others, n.times, n.sayings, n.events,
        n.mistakes);
    return n.mistakes ? ng_fail(err, NG_BAD_INPUT, 0,
                                "the corpus has %zu mistakes; each is named "
                                "above with its line",
                                n.mistakes)
                      : NG_OK;
}

/* ---- convert ------------------------------------------------------------ */

static void write_jsonl(struct ng_out *out, const struct ng_corpus_report *r)
{
    char day[16];
    struct ng_json j = {.out = out};
    size_t skip = r->title.end;
    while (skip < r->text.n && r->text.p[skip] == '\n')
        skip++;
    ng_json_begin(&j, '{');
    ng_json_key_str(&j, "id", r->id);
    ng_json_key_str(&j, "title", ng_slice(r->text, r->title));
    ng_json_key_str(&j, "date", ng_day_text(r->day, day));
    ng_json_key_str(&j, "source", r->outlet);
    ng_json_key_str(&j, "text", (ng_str){r->text.p + skip, r->text.n - skip});
    ng_json_end(&j, '}');
    ng_putc(out, '\n');
}

static ng_status convert(int argc, char **argv, struct ng_out *out,
                         struct ng_arena *a, struct ng_err *err)
{
    struct ng_corpus c = {0};
    ng_str form = ng_str_of(argv[0]);
    for (int i = 1; i < argc; i++) {
        ng_status status = ng_corpus_read(&c, argv[i], NULL, NULL, a, err);
        if (status)
            return status;
    }
    for (size_t i = 0; i < c.reports.n; i++) {
        const struct ng_corpus_report *r = &c.reports.at[i];
        if (ng_str_eq(form, STR("text"))) {
            ng_put(out, r->text);
            ng_put(out, STR("\n\n"));
        } else if (ng_str_eq(form, STR("jsonl"))) {
            write_jsonl(out, r);
        } else if (ng_str_eq(form, STR("names")) ||
                   ng_str_eq(form, STR("sayings"))) {
            ng_corpus_columns(out, r, ng_str_eq(form, STR("sayings")), a);
        } else {
            return ng_fail(err, NG_USAGE, 0,
                           "corpus convert: to text, jsonl, "
                           "names or sayings, not " PRS,
                           PRS_ARG(form));
        }
    }
    return NG_OK;
}

ng_status ng_train_corpus(int argc, char **argv, struct ng_out *out,
                          struct ng_arena *a, struct ng_err *err)
{
    ng_str what = ng_str_of(argc ? argv[0] : "");
    if (argc > 1 && ng_str_eq(what, STR("check")))
        return check(argc - 1, argv + 1, out, a, err);
    if (argc > 2 && ng_str_eq(what, STR("convert")))
        return convert(argc - 1, argv + 1, out, a, err);
    if (argc > 2 && ng_str_eq(what, STR("agree")))
        return ng_corpus_agree(argv + 1, argc - 2, argv[argc - 1], out, a, err);
    return ng_fail(
        err, NG_USAGE, 0,
        "usage: corpus check [--hints] PATH..., corpus convert "
        "text|jsonl|names|sayings PATH..., corpus agree PATH... SECOND");
}
