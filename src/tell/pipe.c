/* pipe.c - all that one report says, as one line: see tell.h. */
#include "report/labels.h"
#include "tell/record.h"

/* ---- words -------------------------------------------------------------- */

static void put_word(struct ng_json *j, const struct ng_report *r,
                     const struct ng_word *w)
{
    const struct ng_sentence *s = &r->sentences.at[w->sentence];
    ng_json_begin(j, '{');
    ng_json_key(j, "start");
    ng_json_int(j, w->at.beg);
    ng_json_key(j, "end");
    ng_json_int(j, w->at.end);
    ng_json_key_str(j, "lemma", w->lemma);
    ng_json_key_str(j, "upos", ng_upos_text(w));
    ng_json_key_str(j, "xpos", ng_tag_text((enum ng_tag)w->tag));
    ng_json_key(j, "head"); /* 1 .. n in the sentence, 0: its root */
    ng_json_int(j, w->head == NG_NONE ? 0 : w->head - s->first + 1);
    ng_json_key_str(j, "deprel", ng_rel_text((enum ng_rel)w->rel));
    ng_json_end(j, '}');
}

static void put_sentences(struct ng_json *j, const struct ng_report *r)
{
    ng_json_key(j, "sentences");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < r->sentences.n; i++) {
        const struct ng_sentence *s = &r->sentences.at[i];
        ng_json_begin(j, '{');
        ng_json_key(j, "start");
        ng_json_int(j, s->at.beg);
        ng_json_key(j, "end");
        ng_json_int(j, s->at.end);
        ng_json_key(j, "words");
        ng_json_begin(j, '[');
        for (uint32_t k = s->first; k < s->end; k++)
            put_word(j, r, &r->words.at[k]);
        ng_json_end(j, ']');
        ng_json_end(j, '}');
    }
    ng_json_end(j, ']');
}

/* ---- the line ----------------------------------------------------------- */

/* What its story says it was made from. */
static void put_lineage(struct ng_json *j, const struct ng_batch *b,
                        const struct ng_report *r)
{
    ng_json_key(j, "lineage");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < b->edges.n; i++) {
        const struct ng_edge *e = &b->edges.at[i];
        if (e->child < b->reports.n &&
            ng_id_eq(b->reports.at[e->child]->id, r->id))
            ng_json_edge(j, b, e);
    }
    ng_json_end(j, ']');
}

static void put_line(struct ng_out *o, const struct ng_report *r, bool words,
                     const struct ng_batch *story)
{
    struct ng_json j = {.out = o};
    ng_json_begin(&j, '{');
    ng_json_key(&j, "v");
    ng_json_int(&j, 1);
    ng_json_key(&j, "id");
    ng_json_str_or_null(&j, r->source.given_id.n ? r->source.given_id
                                                 : r->source.path);
    ng_json_key(&j, "report");
    ng_json_report(&j, r);
#define EACH(key, list, write)                                                 \
    ng_json_key(&j, key);                                                      \
    ng_json_begin(&j, '[');                                                    \
    for (size_t i = 0; i < r->list.n; i++)                                     \
        write;                                                                 \
    ng_json_end(&j, ']')
    EACH("names", names, ng_json_name(&j, r, &r->names.at[i]));
    EACH("times", times, ng_json_time(&j, r, &r->times.at[i]));
    EACH("quantities", quantities,
         ng_json_quantity(&j, r, &r->quantities.at[i]));
    EACH("sayings", sayings, ng_json_saying(&j, r, &r->sayings.at[i], 1));
    EACH("events", mentions, ng_json_lone_event(&j, r, &r->mentions.at[i]));
#undef EACH
    if (r->source.keep.n) {
        ng_json_key(&j, "kept");
        ng_json_raw(&j, r->source.keep);
    }
    if (words)
        put_sentences(&j, r);
    if (story)
        put_lineage(&j, story, r);
    ng_json_end(&j, '}');
    ng_putc(o, '\n');
}

void ng_tell_pipe(struct ng_out *o, const struct ng_report *r)
{
    put_line(o, r, false, NULL);
}

void ng_tell_words(struct ng_out *o, const struct ng_report *r)
{
    put_line(o, r, true, NULL);
}

void ng_tell_pipe_across(struct ng_out *o, const struct ng_report *r,
                         const struct ng_batch *story)
{
    put_line(o, r, false, story);
}
