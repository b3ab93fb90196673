#include "weigh/voices.h"

#include "report/said.h"
#include "weigh/phrase.h"

#include <math.h>
#include <stdlib.h>

enum {
    QUOTATION = 170, /* bytes of what is said */
    ROLE = 64,       /* bytes of who it is */
    LOOKED_AT = 120  /* voices that are put into words, at most */
};

struct voice {
    uint32_t report, saying;
    uint32_t independent;
    float weight;
};

static const struct ng_saying *saying_of(const struct ng_batch *b,
                                         const struct voice *v)
{
    return &b->reports.at[v->report]->sayings.at[v->saying];
}

static int by_voice(const void *a, const void *b)
{
    const struct voice *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return (x->saying > y->saying) - (x->saying < y->saying);
}

/* ---- what weighs -------------------------------------------------------- */

/* A quotation that begins so needs the one before it. */
static bool leans_back(ng_str s)
{
    while (s.n && (s.p[0] == '"' || s.p[0] == ' '))
        s.p++, s.n--;
    if (ng_str_starts(s, STR("“")))
        s = (ng_str){s.p + 3, s.n - 3};
    ng_str head = ng_cut_at(s, ' ').head;
    return head.n < 12 &&
           ng_str_among(head, "He She They It That This These Those But And "
                              "So Because Then Which Not Yes No It's That's "
                              "They're He's She's It’s That’s They’re");
}

/* "I walked two hours with bread on my back." */
static bool is_own_story(ng_str s)
{
    while (s.n && (s.p[0] == '"' || s.p[0] == ' '))
        s.p++, s.n--;
    if (ng_str_starts(s, STR("“")))
        s = (ng_str){s.p + 3, s.n - 3};
    return ng_str_starts(s, STR("I ")) || ng_str_starts(s, STR("My ")) ||
           ng_str_find(s, STR(" my "), 0) != SIZE_MAX;
}

/* How many reports name the one who speaks; at most KNOWN. */
static size_t known_in(const struct ng_batch *b, const struct ng_entity *who)
{
    enum { KNOWN = 4, LOOK = 64 };
    size_t n = 0;
    for (size_t i = 0; i < b->reports.n && i < LOOK && n < KNOWN; i++) {
        const struct ng_report *r = b->reports.at[i];
        for (size_t e = 0; e < r->entities.n; e++)
            if (ng_str_eq(r->entities.at[e].key, who->key)) {
                n++;
                break;
            }
    }
    return n ? n : 1;
}

static float saying_weight(const struct ng_batch *b, const struct ng_report *r,
                           const struct ng_saying *s)
{
    static const float grades[NG_GRADE_COUNT] = {[NG_GRADE_NAMED] = 3,
                                                 [NG_GRADE_ROLE] = 1.8f,
                                                 [NG_GRADE_ORGANISATION] = 2,
                                                 [NG_GRADE_DOCUMENT] = 1.6f,
                                                 [NG_GRADE_UNNAMED] = 1.6f};
    size_t n = s->content.end - s->content.beg;
    float w = grades[s->grade] + (s->kind == NG_DIRECT ? 1.2f : 0);
    w += n < 30 ? -2.0f : n > 260 ? -0.6f : 0.4f;
    w += s->denies ? 1.0f : 0;
    w -= is_own_story(ng_slice(r->text, s->content)) ? 1.5f : 0;
    w -= leans_back(ng_slice(r->text, s->content)) ? 1.2f : 0;
    w -= r->spun ? 3.0f : 0;
    if (s->entity < r->entities.n) {
        const struct ng_entity *e = &r->entities.at[s->entity];
        w += 0.3f * log2f((float)(e->mentions + 1));
        w += e->role.n ? 0.5f : 0;
        w += 0.3f * (float)(known_in(b, e) - 1);
    }
    return w + (1 - (float)s->content.beg / (float)(r->text.n + 1));
}

/* ---- who speaks --------------------------------------------------------- */

static bool is_pronoun(ng_str s)
{
    return ng_str_among(s, "he she it they He She It They who Who which one "
                           "One we We I");
}

static bool in_role(uint8_t tag)
{
    return tag == NG_TAG_JJ || tag == NG_TAG_NN || tag == NG_TAG_NNP ||
           tag == NG_TAG_NNPS || tag == NG_TAG_NNS || tag == NG_TAG_POS ||
           tag == NG_TAG_HYPH || tag == NG_TAG_CD;
}

static bool is_role_link(const struct ng_word *w)
{
    return ng_str_among(w->low, "of at for in the and");
}

/* The words around a role that belong to it: "senior fellow at the Institute",
 * "Icelandic Transport Minister"; not the name itself. */
static ng_range role_phrase(const struct ng_report *r,
                            const struct ng_entity *e)
{
    uint32_t w = ng_word_at(r, e->role_at.beg), beg, end;
    ng_range none = {0, 0};
    if (w == NG_NONE || r->words.at[w].sentence >= r->sentences.n)
        return none;
    const struct ng_sentence *s = &r->sentences.at[r->words.at[w].sentence];
    for (end = w; end < s->end && r->words.at[end].at.beg < e->role_at.end;)
        end++;
    if (end == w || r->words.at[end - 1].tag == NG_TAG_NNS ||
        r->words.at[end - 1].tag == NG_TAG_NNPS)
        return none;
    for (beg = w; beg > s->first && in_role(r->words.at[beg - 1].tag);)
        beg--;
    uint32_t stop = end;
    while (stop < s->end &&
           (in_role(r->words.at[stop].tag) || is_role_link(&r->words.at[stop])))
        stop++;
    bool named = end < s->end && r->words.at[end].name < r->names.n &&
                 r->names.at[r->words.at[end].name].type == NG_PER;
    bool linked = end < s->end && is_role_link(&r->words.at[end]) &&
                  !ng_str_among(r->words.at[end].low, "the and");
    bool closed = stop == s->end || r->words.at[stop].tag == NG_TAG_COMMA ||
                  r->words.at[stop].tag == NG_TAG_PERIOD;
    if (!named && linked && closed)
        end = stop;
    ng_range at = {r->words.at[beg].at.beg, r->words.at[end - 1].at.end};
    return at.end - at.beg <= ROLE ? at : none;
}

/* "its leader": the leader of whom "its" stands for. */
static ng_str whose(const struct ng_report *r, uint32_t byte,
                    struct ng_arena *out)
{
    uint32_t w = ng_word_at(r, byte);
    if (w == NG_NONE || w == 0 ||
        !ng_str_among(r->words.at[w - 1].low, "its his her their"))
        return (ng_str){0};
    for (size_t i = 0; i < r->references.n; i++)
        if (r->references.at[i].at.beg == r->words.at[w - 1].at.beg &&
            r->references.at[i].entity < r->entities.n) {
            const struct ng_entity *x =
                &r->entities.at[r->references.at[i].entity];
            bool article = x->type == NG_ORG &&
                           ng_str_find(x->name, STR(" "), 0) != SIZE_MAX &&
                           !ng_str_starts_nocase(x->name, STR("the "));
            return ng_str_format(out, " of %s" PRS, article ? "the " : "",
                                 PRS_ARG(x->name));
        }
    return (ng_str){0};
}

/* "Ada Orsk, director of the harbour museum, wrote": what stands
 * between commas behind the name, if no verb does. */
static ng_range apposition(const struct ng_report *r, ng_range name)
{
    ng_range none = {0, 0};
    uint32_t w = ng_word_at(r, name.end);
    if (w == NG_NONE || w + 1 >= r->words.n ||
        r->words.at[w].tag != NG_TAG_COMMA)
        return none;
    uint32_t end = w + 1;
    const struct ng_sentence *s = &r->sentences.at[r->words.at[w].sentence];
    while (end < s->end &&
           (in_role(r->words.at[end].tag) || is_role_link(&r->words.at[end]) ||
            ng_str_among(r->words.at[end].low, "a an its on to")))
        end++;
    const struct ng_word *first = &r->words.at[w + 1];
    bool closed = end < s->end && (r->words.at[end].tag == NG_TAG_COMMA ||
                                   r->words.at[end].tag == NG_TAG_PERIOD);
    bool thing = ng_str_among(first->low, "a an the") ||
                 (first->tag >= NG_TAG_NN && first->tag <= NG_TAG_NNPS) ||
                 first->tag == NG_TAG_JJ;
    if (!closed || !thing || end == w + 1 || first->tag == NG_TAG_CD)
        return none;
    ng_range at = {first->at.beg, r->words.at[end - 1].at.end};
    return at.end - at.beg <= ROLE && at.end - at.beg > 3 ? at : none;
}

/* The first such of somebody: a sentence of its own is not looked for. */
static ng_str role_beside(struct ng_batch *b, uint32_t report, uint32_t entity,
                          struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_report *r = b->reports.at[report];
    for (size_t i = 0; i < r->names.n; i++) {
        uint32_t s = ng_sentence_at(r, r->names.at[i].at.beg);
        if (r->names.at[i].entity != entity || s == NG_NONE)
            continue;
        if (b->parse)
            b->parse(r, &s, 1, out, scratch);
        ng_range at = apposition(r, r->names.at[i].at);
        if (!ng_range_empty(at))
            return ng_short_text(r, at, ROLE, out);
    }
    return (ng_str){0};
}

static ng_str role_of(struct ng_batch *b, uint32_t report,
                      const struct ng_entity *e, struct ng_arena *out,
                      struct ng_arena scratch)
{
    struct ng_report *r = b->reports.at[report];
    uint32_t s = ng_sentence_at(r, e->role_at.beg);
    if (!e->role.n || ng_range_empty(e->role_at) || s == NG_NONE)
        return (ng_str){0};
    if (b->parse)
        b->parse(r, &s, 1, out, scratch);
    ng_range at = role_phrase(r, e);
    if (ng_range_empty(at))
        return (ng_str){0};
    ng_str of = whose(r, at.beg, out);
    uint32_t w = ng_word_at(r, at.beg);
    ng_str role = ng_short_text(r, at, ROLE, out);
    if (ng_str_find_nocase(role, e->name, 0) != SIZE_MAX)
        return (ng_str){0};
    if (w != NG_NONE && r->words.at[w].name == NG_NONE && role.n > 1 &&
        ng_is_upper(role.p[0]) && ng_is_lower(role.p[1])) {
        char *p = ng_str_c(role, out);
        size_t gap = ng_str_find(role, STR(" "), 0);
        bool title =
            gap != SIZE_MAX && gap + 1 < role.n && ng_is_upper(role.p[gap + 1]);
        p[0] = (char)(p[0] + (title ? 0 : 32));
        role.p = p;
    }
    return ng_str_format(out, PRS PRS, PRS_ARG(role), PRS_ARG(of));
}

/* "He said" of whoever spoke last: if another did since the one whom he is
 * taken for, it is not clear enough to be told. */
static bool is_unsure(const struct ng_report *r, const struct ng_saying *s)
{
    const struct ng_saying *before = NULL;
    if (!ng_str_among(ng_slice(r->text, s->source), "he she He She"))
        return false;
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *x = &r->sayings.at[i];
        bool person = x->entity < r->entities.n &&
                      r->entities.at[x->entity].type == NG_PER;
        if (x->cue.beg < s->cue.beg && !ng_range_empty(x->source) && person &&
            x->source.beg < s->source.beg &&
            (!before || x->cue.beg > before->cue.beg))
            before = x;
    }
    return before && before->entity != s->entity;
}

/* Empty: nobody that a reader could know. */
static ng_str speaker_of(struct ng_batch *b, const struct voice *v,
                         struct ng_arena *out, struct ng_arena scratch)
{
    const struct ng_report *r = b->reports.at[v->report];
    const struct ng_saying *s = saying_of(b, v);
    ng_str source = ng_slice(r->text, s->source);
    if (is_unsure(r, s))
        return (ng_str){0};
    bool person =
        s->entity < r->entities.n && r->entities.at[s->entity].type == NG_PER;
    if (person && s->grade == NG_GRADE_NAMED) {
        const struct ng_entity *e = &r->entities.at[s->entity];
        ng_str role = role_of(b, v->report, e, out, scratch);
        if (!role.n)
            role = role_beside(b, v->report, s->entity, out, scratch);
        return role.n ? ng_str_format(out, PRS ", " PRS, PRS_ARG(e->name),
                                      PRS_ARG(role))
                      : e->name;
    }
    if (is_pronoun(source)) {
        if (s->entity >= r->entities.n)
            return (ng_str){0};
        return r->entities.at[s->entity].name;
    }
    for (ng_str rest = source; rest.n;) {
        ng_cut cut = ng_cut_at(rest, ' ');
        if (ng_str_among(cut.head, "his her its their His Her Its Their"))
            return (ng_str){0};
        rest = cut.tail;
    }
    char *p = ng_str_c(ng_short_text(r, s->source, 80, out), out);
    if (ng_is_lower(p[0]))
        p[0] = (char)(p[0] - 32);
    return ng_str_of(p);
}

/* ---- what is said ------------------------------------------------------- */

static ng_str without_marks(ng_str s)
{
    for (;;) {
        if (s.n && (s.p[0] == '"' || s.p[0] == ' '))
            s.p++, s.n--;
        else if (s.n && (s.p[s.n - 1] == '"' || s.p[s.n - 1] == ',' ||
                         s.p[s.n - 1] == ' '))
            s.n--;
        else if (ng_str_starts(s, STR("“")))
            s.p += 3, s.n -= 3;
        else if (ng_str_ends(s, STR("”")))
            s.n -= 3;
        else
            return s;
    }
}

/* As many whole sentences of a quotation as there is room for; at least one. */
static ng_str whole_sentences(ng_str s)
{
    size_t cut = 0;
    if (s.n <= QUOTATION)
        return s;
    for (size_t i = 1; i + 1 < s.n && (i <= QUOTATION || !cut); i++)
        if ((s.p[i] == '.' || s.p[i] == '!' || s.p[i] == '?') &&
            s.p[i + 1] == ' ' && ng_is_lower(s.p[i - 1]))
            cut = i + 1;
    s.n = cut ? cut : s.n;
    return s;
}

static ng_str quotation(struct ng_batch *b, const struct voice *v,
                        struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[v->report];
    const struct ng_saying *s = saying_of(b, v);
    ng_str what = without_marks(ng_short_text(r, s->content, 4096, out));
    what = whole_sentences(what);
    if (what.n < 20 || what.n > QUOTATION * 3 / 2 ||
        ng_str_find(what, STR("\""), 0) != SIZE_MAX)
        return (ng_str){0};
    if (ng_str_ends(what, STR(".")) && !ng_str_ends(what, STR("..")))
        what.n--;
    return ng_str_format(out, "“" PRS "”", PRS_ARG(what));
}

/* "Dismissed the head of the agency", "rejected a request" is done, not said:
 * what is said is a clause of its own or stands between quotation marks. */
static bool is_said(const struct ng_clause *c, const struct ng_saying *s)
{
    if (c->deed != c->root)
        return true;
    for (uint32_t i = 0; i < c->n; i++) {
        const struct ng_word *w = ng_word_of(c, i);
        bool mine = ng_range_in(w->at, s->content);
        if (mine && (w->quote != NG_NONE || i == c->root))
            return true; /* "..., the union said": the root is what is said */
    }
    return ng_clause_lemma(c, c->root,
                           "say tell warn call describe put write add argue "
                           "insist claim");
}

/* "Seven were arrested, police said" tells what happened, not what police
 * think of it. */
static bool is_plain_deed(const struct ng_clause *c, const struct ng_saying *s)
{
    return s->grade != NG_GRADE_NAMED && c->past && !c->past_perfect &&
           !c->state && !c->negated && c->status == NG_HAPPENED &&
           c->deed != c->root &&
           (c->passive || ng_clause_lemma(c, c->deed,
                                          "stop close fail collapse crash "
                                          "arrive open die explode sink"));
}

/* A plan for days that the story has seen go by. */
static bool is_passed(const struct ng_clause *c, ng_day last)
{
    const struct ng_report *r = c->r;
    ng_range at = r->sentences.at[c->sentence].at;
    ng_day until = NG_NO_DAY;
    if (c->status != NG_PLANNED)
        return false;
    for (size_t t = ng_first_time(r, at.beg);
         t < r->times.n && r->times.at[t].at.beg < at.end; t++)
        if (r->times.at[t].value.last > until)
            until = r->times.at[t].value.last;
    return until != NG_NO_DAY && last != NG_NO_DAY && until < last &&
           r->published.last < last;
}

/* An indirect saying is told by its whole sentence, which says who says it. */
static ng_str whole_saying(struct ng_batch *b, const struct voice *v,
                           struct ng_arena *out, struct ng_arena scratch)
{
    struct ng_report *r = b->reports.at[v->report];
    uint32_t s = ng_sentence_at(r, saying_of(b, v)->cue.beg);
    struct ng_clause c;
    if (s == NG_NONE)
        return (ng_str){0};
    if (b->parse)
        b->parse(r, &s, 1, out, scratch);
    if (!ng_open_clause(r, s, &c, &scratch) || c.vague || c.soft ||
        !is_said(&c, saying_of(b, v)) || is_plain_deed(&c, saying_of(b, v)) ||
        is_passed(&c, b->stories.at[0].span.last))
        return (ng_str){0};
    struct ng_wording how = {.most = QUOTATION - 20,
                             .keep = saying_of(b, v)->content,
                             .shown = NG_NO_DAYS,
                             .near = b->stories.at[0].span.last};
    return ng_word_clause(&c, &how, out, scratch);
}

static ng_str chain_of(const struct ng_report *r, const struct ng_saying *s,
                       struct ng_arena *out)
{
    ng_str via = {0};
    for (size_t i = 0; i < s->via.n; i++)
        via = ng_str_format(out, PRS "%s" PRS, PRS_ARG(via),
                            i ? " and " : ", through ",
                            PRS_ARG(ng_slice(r->text, s->via.at[i].at)));
    return via;
}

/* Between quotation marks from the first word to the last. */
static bool is_quoted(const struct ng_report *r, ng_range at)
{
    uint32_t first = ng_word_at(r, at.beg);
    uint32_t last = at.end > at.beg ? ng_word_at(r, at.end - 1) : NG_NONE;
    while (first < r->words.n && r->words.at[first].kind == NG_WORD_PUNCT)
        first++;
    while (last < r->words.n && last > first &&
           r->words.at[last].kind == NG_WORD_PUNCT)
        last--;
    return first < r->words.n && last < r->words.n &&
           r->words.at[first].quote != NG_NONE &&
           r->words.at[first].quote == r->words.at[last].quote;
}

/* A quotation that begins in the middle needs the words before it. */
static bool begins_sentence(ng_str s)
{
    s = without_marks(s);
    return s.n && !ng_is_lower(s.p[0]);
}

static bool said_line(struct ng_batch *b, const struct voice *v,
                      struct ng_line *line, struct ng_arena *out,
                      struct ng_arena scratch)
{
    const struct ng_report *r = b->reports.at[v->report];
    const struct ng_saying *s = saying_of(b, v);
    ng_str text = {0};
    bool quoted = (s->kind == NG_DIRECT || is_quoted(r, s->content)) &&
                  begins_sentence(ng_slice(r->text, s->content));
    if (quoted) {
        ng_str who = speaker_of(b, v, out, scratch);
        ng_str what = quotation(b, v, out);
        if (who.n && what.n)
            text = ng_str_format(out, PRS PRS ": " PRS, PRS_ARG(who),
                                 PRS_ARG(chain_of(r, s, out)), PRS_ARG(what));
    } else {
        text = whole_saying(b, v, out, scratch);
    }
    if (!text.n)
        return false;
    *line = (struct ng_line){.text = text,
                             .independent = v->independent,
                             .event = NG_NONE,
                             .saying = v->saying,
                             .when = NG_NO_DAYS,
                             .label = s->grade == NG_GRADE_UNNAMED
                                          ? STR("unnamed source")
                                          : ng_grade_name(s->grade)};
    ng_range at = s->content;
    if (!quoted)
        at = r->sentences.at[ng_sentence_at(r, s->cue.beg)].at;
    *ng_push(&line->cites, out) = (struct ng_cite){v->report, at};
    return true;
}

/* ---- the choice --------------------------------------------------------- */

static bool same_speaker(const struct ng_batch *b, const struct voice *x,
                         const struct voice *y)
{
    const struct ng_report *rx = b->reports.at[x->report];
    const struct ng_report *ry = b->reports.at[y->report];
    const struct ng_saying *sx = saying_of(b, x), *sy = saying_of(b, y);
    if (sx->entity < rx->entities.n && sy->entity < ry->entities.n)
        return ng_str_eq(rx->entities.at[sx->entity].key,
                         ry->entities.at[sy->entity].key);
    return ng_str_eq_nocase(ng_slice(rx->text, sx->source),
                            ng_slice(ry->text, sy->source));
}

/* Share of the words of the one quotation that the other has. */
static bool same_words(ng_str a, ng_str c)
{
    size_t n = 0, hit = 0;
    while (a.n) {
        ng_cut cut = ng_cut_at(a, ' ');
        a = cut.tail;
        if (cut.head.n < 5)
            continue;
        n++;
        hit += ng_str_find_nocase(c, cut.head, 0) != SIZE_MAX;
    }
    return n && hit * 10 >= n * 6;
}

static bool is_told(const struct ng_telltale *t, const struct ng_line *line,
                    const ng_lines *const *told, size_t told_n,
                    struct ng_arena scratch)
{
    const float same = .5f;
    uint32_t *mine, *theirs;
    size_t n = ng_keys_of(t, line->text, &mine, &scratch);
    for (size_t p = 0; p < told_n; p++)
        for (size_t i = 0; i < told[p]->n; i++) {
            const struct ng_line *had = &told[p]->at[i];
            if (had->cites.n &&
                had->cites.at[0].report == line->cites.at[0].report &&
                ng_range_touch(had->cites.at[0].at, line->cites.at[0].at))
                return true;
            size_t k = ng_keys_of(t, had->text, &theirs, &scratch);
            if (same_words(line->text, had->text) ||
                same_words(had->text, line->text) ||
                ng_keys_alike(t, mine, n, theirs, k) >= same)
                return true;
        }
    return false;
}

void ng_find_voices(struct ng_batch *b, const struct ng_telltale *t,
                    const ng_lines *const *told, size_t told_n, size_t most,
                    ng_lines *said, struct ng_arena *out,
                    struct ng_arena scratch)
{
    NG_LIST(struct voice) all = {0}, chosen = {0};
    const uint32_t *independent = ng_sayings_independent(b, out, scratch);
    size_t k = 0;
    for (uint32_t r = 0; r < b->reports.n; r++)
        for (uint32_t s = 0; s < b->reports.at[r]->sayings.n; s++, k++) {
            const struct ng_saying *x = &b->reports.at[r]->sayings.at[s];
            if (x->grade == NG_GRADE_NONE || ng_range_empty(x->content) ||
                ng_range_empty(x->source) ||
                ng_range_touch(x->cue, b->reports.at[r]->title_at) ||
                ng_range_touch(x->content, b->reports.at[r]->title_at))
                continue;
            float w = saying_weight(b, b->reports.at[r], x);
            if (!t->own[r])
                continue;
            *ng_push(&all, &scratch) = (struct voice){
                r, s, independent[k], w + 0.5f * (float)independent[k]};
        }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_voice);
    /* The last place is kept for a source without a name, if there is one. */
    for (int pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < all.n && i < LOOKED_AT; i++) {
            bool unnamed = saying_of(b, &all.at[i])->grade == NG_GRADE_UNNAMED;
            bool known = false;
            struct ng_line line;
            if (said->n >= most - (pass == 0) || (pass == 1 && !unnamed))
                continue;
            for (size_t c = 0; c < chosen.n; c++)
                known |= same_speaker(b, &chosen.at[c], &all.at[i]);
            if (known || !said_line(b, &all.at[i], &line, out, scratch) ||
                is_told(t, &line, told, told_n, scratch) ||
                is_told(t, &line, &(const ng_lines *){said}, 1, scratch))
                continue;
            *ng_push(&chosen, &scratch) = all.at[i];
            *ng_push(said, out) = line;
        }
}
