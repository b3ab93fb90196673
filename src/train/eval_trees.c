/* eval_trees.c - tags, arcs and sentences against treebanks (CoNLL-U).
 *
 * Tags and arcs on the words of the gold; arcs on our own tags. A relation is
 * right with its subtype. Sentences on the running text, paragraph by paragraph
 * as the treebank marks them, with our own words.
 */
#include "annotate/annotate.h"
#include "report/labels.h"
#include "text/columns.h"
#include "train/eval.h"

#include <dirent.h>

struct trees {
    struct ng_eval *e;
    size_t words, tags, heads, labelled;
    size_t sentences_gold, sentences_found, sentences_hit;
};

static void compare_words(struct trees *t, const struct ng_report *r)
{
    ng_str rest = r->source.raw;
    struct ng_columns_row row;
    for (size_t i = 0; i < r->words.n && ng_columns_next(&rest, true, &row);) {
        if (row.kind != NG_LINE_TOKEN)
            continue;
        const struct ng_word *w = &r->words.at[i++];
        uint32_t first = r->sentences.at[w->sentence].first;
        int64_t gold = 0;
        ng_str_number(ng_columns_field(row.line, 6), &gold);
        bool head = gold == (w->head == NG_NONE ? 0 : w->head - first + 1);
        t->words++;
        t->tags += (int)ng_tag_of(row.tag) == w->tag;
        t->heads += head && w->rel;
        t->labelled +=
            head && (int)ng_rel_of(ng_columns_field(row.line, 7)) == w->rel;
    }
}

/* The same text again as if nobody had cut it. */
static void compare_sentences(struct trees *t, const struct ng_report *from)
{
    struct ng_report r = {.text = from->text, .dateline_at = from->dateline_at};
    struct ng_arena room = t->e->room;
    room.at += (room.end - room.at) / 2; /* behind the report itself */
    for (size_t i = 0; i < from->paragraphs.n; i++)
        *ng_push(&r.paragraphs, &room) = from->paragraphs.at[i];
    ng_find_words(&r, &room, t->e->scratch);
    t->sentences_gold += from->given.n;
    t->sentences_found += r.sentences.n;
    for (size_t i = 0, k = 0; i < from->given.n; i++) {
        while (k < r.sentences.n &&
               r.sentences.at[k].at.beg < from->given.at[i].at.beg)
            k++;
        t->sentences_hit +=
            k < r.sentences.n &&
            r.sentences.at[k].at.beg == from->given.at[i].at.beg &&
            r.sentences.at[k].at.end == from->given.at[i].at.end;
    }
}

static void compare(void *ctx, const struct ng_report *r)
{
    struct trees *t = ctx;
    compare_words(t, r);
    compare_sentences(t, r);
}

static double part(size_t n, size_t of)
{
    return of ? 100.0 * (double)n / (double)of : 0;
}

static double sentence_f1(const struct trees *t)
{
    return part(2 * t->sentences_hit, t->sentences_gold + t->sentences_found);
}

/* All files of the folder whose names begin so. */
static ng_status add_files(struct trees *t, const char *folder, ng_str begin,
                           struct ng_err *err)
{
    DIR *d = opendir(folder);
    ng_status status = NG_OK;
    if (!d)
        return NG_OK;
    for (struct dirent *f; !status && (f = readdir(d));) {
        ng_str name = ng_str_of(f->d_name);
        if (!ng_str_starts(name, begin) || !ng_str_ends(name, STR(".conllu")))
            continue;
        ng_str path = ng_str_format(t->e->a, "%s/%s", folder, f->d_name);
        status = ng_eval_each(t->e, ng_str_c(path, t->e->a), NG_FORMAT_COLUMNS,
                              "", compare, t, err);
    }
    closedir(d);
    return status;
}

ng_status ng_eval_trees(struct ng_eval *e, struct ng_err *err)
{
    struct trees gum = {.e = e}, ewt = {.e = e}, news = {.e = e};
    const char *dev = ng_eval_path(e, "gum/dev"),
               *train = ng_eval_path(e, "gum"), *ud = ng_eval_path(e, "ewt");
    if (!ng_eval_has(e, "arcs, tags and sentences: GUM", dev) ||
        !ng_eval_has(e, "arcs and tags: EWT", ud))
        return NG_OK;
    ng_status status = add_files(&news, dev, STR("GUM_news"), err);
    if (!status)
        ng_eval_tell(e, "sentences: GUM dev news as running text, F1",
                     sentence_f1(&news), "%", NG_AT_LEAST, 97.5);
    if (!status)
        status = add_files(&news, dev, STR("GUM_interview"), err);
    if (!status)
        ng_eval_tell(e, "arcs: GUM dev news + interview, LAS",
                     part(news.labelled, news.words), "%", NG_AT_LEAST, 82);
    if (!status)
        status = add_files(&gum, dev, STR("GUM_"), err);
    if (!status) {
        ng_eval_tell(e, "arcs: GUM dev, all genres, LAS",
                     part(gum.labelled, gum.words), "%", NG_NO_BAR, 0);
        ng_eval_tell(e, "tags: GUM dev, XPOS", part(gum.tags, gum.words), "%",
                     NG_AT_LEAST, 96);
        status = add_files(&ewt, ud, STR("en_ewt-ud-dev"), err);
    }
    if (!status) {
        ng_eval_tell(e, "arcs: EWT dev, LAS", part(ewt.labelled, ewt.words),
                     "%", NG_AT_LEAST, 82.5);
        ng_eval_tell(e, "tags: EWT dev, XPOS", part(ewt.tags, ewt.words), "%",
                     NG_AT_LEAST, 94.5);
        news = (struct trees){.e = e};
        status = add_files(&news, train, STR("GUM_news"), err);
    }
    if (!status)
        ng_eval_tell(e, "sentences: GUM news, partly trained on, F1",
                     sentence_f1(&news), "%", NG_NO_BAR, 0);
    return status;
}
