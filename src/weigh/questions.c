#include "weigh/questions.h"

#include "weigh/ask.h"
#include "weigh/phrase.h"
#include "weigh/wording.h"

enum { VALUE = 60 }; /* bytes of who says so */

struct asker {
    struct ng_batch *b;
    struct ng_arena *out;
    struct ng_arena *scratch;
};

/* The sentence of a receipt laid open; false if it cannot be. */
static bool open_cite(struct asker *k, const struct ng_cite *cite,
                      struct ng_clause *c)
{
    struct ng_report *r = k->b->reports.at[cite->report];
    uint32_t s = ng_sentence_at(r, cite->at.beg);
    if (s == NG_NONE || s >= r->sentences.n)
        return false;
    if (k->b->parse)
        k->b->parse(r, &s, 1, k->out, *k->scratch);
    return ng_open_clause(r, s, c, k->out);
}

static const struct ng_cite *cite_of(const struct ng_disagreement *d, size_t v)
{
    return d->values.at[v].cites.n ? &d->values.at[v].cites.at[0] : NULL;
}

/* ---- when --------------------------------------------------------------- */

static ng_str day_text(ng_days v, struct ng_arena *out)
{
    if (v.first == NG_NO_DAY || v.first != v.last)
        return (ng_str){0};
    struct ng_date d = ng_date_of(v.first);
    return ng_str_format(out, "%s %d %s", ng_weekday_name(v.first), d.day,
                         ng_month_name(d.month));
}

/* The day that a value gives for the deed: its own, or that of the clause. */
static ng_str day_of(struct asker *k, const struct ng_dispute_value *v)
{
    struct ng_clause c;
    if (ng_days_known(v->when))
        return day_text(v->when, k->out);
    if (!v->cites.n || !open_cite(k, &v->cites.at[0], &c))
        return (ng_str){0};
    if (c.time == NG_NONE)
        return STR("no day told");
    const struct ng_time *x = &c.r->times.at[c.time];
    ng_str day = day_text(x->value, k->out);
    return day.n ? day : ng_short_text(c.r, x->at, VALUE, k->out);
}

/* True if a sentence has what the deed of a clause is about: its subject and,
 * where that is somebody, its verb. */
static bool speaks_of(struct asker *k, const struct ng_cite *cite,
                      const struct ng_clause *c)
{
    uint32_t s = ng_clause_child(c, c->deed, NG_REL_nsubj, NG_REL_nsubj_pass);
    struct ng_report *r = cite ? k->b->reports.at[cite->report] : NULL;
    uint32_t at = r ? ng_sentence_at(r, cite->at.beg) : NG_NONE;
    if (s == NG_NO_WORD || at >= (r ? r->sentences.n : 0))
        return false;
    for (uint32_t w = r->sentences.at[at].first; w < r->sentences.at[at].end;
         w++)
        if (ng_str_eq(r->words.at[w].low, ng_word_of(c, s)->low))
            return true;
    return false;
}

static void ask_when(struct asker *k, struct ng_disagreement *d)
{
    ng_str question = {0};
    ng_str days[8];
    struct ng_clause c;
    if (d->values.n > 8)
        return;
    for (size_t v = d->values.n; v-- > 0 && !question.n;) {
        const struct ng_cite *cite = cite_of(d, v);
        if (cite && open_cite(k, cite, &c) && c.time != NG_NONE)
            question = ng_ask_clause(&c, NG_ASK_WHEN, (ng_range){0, 0}, k->out,
                                     *k->scratch);
    }
    for (size_t v = 0; v < d->values.n && question.n; v++)
        if (!speaks_of(k, cite_of(d, v), &c))
            return;
    for (size_t v = 0; v < d->values.n; v++) {
        days[v] = day_of(k, &d->values.at[v]);
        if (!days[v].n || (v > 0 && ng_str_eq(days[v], days[v - 1])))
            return;
    }
    if (!question.n)
        return;
    d->question = question;
    for (size_t v = 0; v < d->values.n; v++)
        d->values.at[v].value = days[v];
}

/* ---- how many ----------------------------------------------------------- */

/* The first number of the cited words that the value has. */
static ng_range number_of(const struct ng_report *r, ng_range at, ng_str value)
{
    for (size_t i = 0; i < r->quantities.n; i++) {
        ng_range q = r->quantities.at[i].at;
        ng_str text = ng_slice(r->text, q);
        bool first = ng_range_in(q, at) && ng_str_starts(value, text);
        if (first)
            return q;
    }
    return (ng_range){0, 0};
}

static void ask_how_many(struct asker *k, struct ng_disagreement *d)
{
    ng_str question = {0};
    ng_range numbers[8];
    if (d->values.n > 8)
        return;
    for (size_t v = 0; v < d->values.n; v++) {
        const struct ng_cite *cite = cite_of(d, v);
        struct ng_clause c;
        if (!cite)
            return;
        const struct ng_report *r = k->b->reports.at[cite->report];
        numbers[v] = number_of(r, cite->at, d->values.at[v].value);
        if (ng_range_empty(numbers[v]))
            return;
        if (open_cite(k, cite, &c)) {
            ng_str q = ng_ask_clause(&c, NG_ASK_HOW_MANY, numbers[v], k->out,
                                     *k->scratch);
            question = q.n ? q : question;
        }
    }
    if (!question.n)
        return;
    d->question = question;
    for (size_t v = 0; v < d->values.n; v++)
        d->values.at[v].value = ng_short_text(
            k->b->reports.at[cite_of(d, v)->report], numbers[v], VALUE, k->out);
}

/* ---- is it so ----------------------------------------------------------- */

/* Who is said to say what the sentence tells. */
static ng_str speaker_in(const struct ng_clause *c, struct asker *k)
{
    const struct ng_report *r = c->r;
    ng_range at = r->sentences.at[c->sentence].at;
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *s = &r->sayings.at[i];
        if (!ng_range_in(s->cue, at) || ng_range_empty(s->source) ||
            !ng_range_in(s->source, at))
            continue;
        if (s->entity < r->entities.n && s->grade != NG_GRADE_UNNAMED)
            return r->entities.at[s->entity].name;
        ng_str text = ng_short_text(r, s->source, VALUE, k->out);
        return ng_str_ends(text, STR("…")) ? (ng_str){0} : text;
    }
    return (ng_str){0};
}

/* "A party official" is "a party official" behind "by". */
static ng_str in_middle(ng_str s, struct ng_arena *out)
{
    ng_str head = ng_cut_at(s, ' ').head;
    if (!ng_str_among(head, "A An The One Two Three Several Some His Her "
                            "Its Their"))
        return s;
    char *p = ng_str_c(s, out);
    p[0] = (char)(p[0] + 32);
    return (ng_str){p, s.n};
}

static ng_str who_says(struct asker *k, const struct ng_cite *cite, bool denies)
{
    struct ng_clause c;
    ng_str who = {0};
    if (!cite || !open_cite(k, cite, &c))
        return who;
    if (!c.accuses)
        who = speaker_in(&c, k);
    if (!who.n || denies) {
        uint32_t verb = denies && c.disputed ? c.denial : c.root;
        ng_str subject = ng_subject_of(&c, verb, k->out, *k->scratch);
        who = subject.n ? subject : who;
    }
    return who.n <= VALUE ? in_middle(who, k->out) : (ng_str){0};
}

/* "claimed by Osmark", "denied by Borea", of two sides; false if one and the
 * same says both. */
static bool name_sides(struct asker *k, struct ng_disagreement *d,
                       const struct ng_cite *claim,
                       const struct ng_cite *denial)
{
    ng_str yes = who_says(k, claim, false), no = who_says(k, denial, true);
    if (d->values.n >= 2 && yes.n && ng_str_eq_nocase(yes, no))
        d->weight = 0; /* nobody contradicts himself so */
    if (d->values.n < 2 || d->weight <= 0)
        return false;
    d->values.at[0].value =
        yes.n ? ng_str_format(k->out, "claimed by " PRS, PRS_ARG(yes))
              : STR("claimed");
    d->values.at[1].value =
        no.n ? ng_str_format(k->out, "denied by " PRS, PRS_ARG(no))
             : STR("denied");
    return true;
}

/* "planned: he is to meet", "happened: he met": the status says it. */
static void cut_values(struct ng_disagreement *d)
{
    for (size_t v = 0; v < d->values.n; v++) {
        size_t colon = ng_str_find(d->values.at[v].value, STR(": "), 0);
        if (colon != SIZE_MAX && colon > 0 && colon < 16)
            d->values.at[v].value.n = colon;
    }
}

/* The first value whose sentence can be turned; from the last if `late`. */
static ng_str ask_whether(struct asker *k, const struct ng_disagreement *d,
                          bool late)
{
    struct ng_clause c;
    size_t v = late ? d->values.n - 1 : 0;
    const struct ng_cite *cite = d->values.n ? cite_of(d, v) : NULL;
    if (!cite || !open_cite(k, cite, &c))
        return (ng_str){0};
    return ng_ask_clause(&c, NG_ASK_WHETHER, (ng_range){0, 0}, k->out,
                         *k->scratch);
}

/* What Borea is accused of. */
static ng_str ask_charge(struct asker *k, struct ng_disagreement *d)
{
    struct ng_clause c;
    for (size_t i = 0; i < d->values.at[0].cites.n; i++) {
        ng_str q = {0};
        if (open_cite(k, &d->values.at[0].cites.at[i], &c))
            q = ng_ask_charge(&c, k->out, *k->scratch);
        if (q.n &&
            name_sides(k, d, &d->values.at[0].cites.at[i], cite_of(d, 1)))
            return q;
    }
    return (ng_str){0};
}

/* "The union put the number at 15 and said that officers had beaten men": what
 * is told is what it said; the deed of the clause else. False: nothing is. */
static bool find_content(struct ng_clause *c)
{
    const struct ng_report *r = c->r;
    uint32_t s = ng_clause_child(c, c->deed, NG_REL_nsubj, NG_REL_nsubj_pass);
    bool speaks = false;
    for (size_t i = 0; i < r->sayings.n && s != NG_NO_WORD; i++)
        speaks |= ng_range_in(ng_word_of(c, s)->at, r->sayings.at[i].source);
    for (uint32_t i = 0; i < c->n && speaks; i++)
        if (ng_clause_rel(c, i) == NG_REL_ccomp && c->head[i] != NG_NO_WORD &&
            ng_clause_lemma(c, c->head[i], "say tell claim add report argue") &&
            ng_clause_child(c, i, NG_REL_nsubj, NG_REL_nsubj_pass) !=
                NG_NO_WORD) {
            c->deed = i;
            return true;
        }
    return !speaks || c->accuses;
}

/* What stands before "the ministry denied that", in another sentence or in the
 * same. */
static ng_str ask_retort(struct asker *k, struct ng_disagreement *d)
{
    const struct ng_cite *claim = cite_of(d, 0), *denial = cite_of(d, 1);
    struct ng_clause c;
    if (!claim || !denial)
        return (ng_str){0};
    if (open_cite(k, denial, &c) && c.disputed)
        claim = denial;
    if (!open_cite(k, claim, &c) ||
        (!c.attributed && !c.accuses && claim != denial))
        return (ng_str){0};
    if (!find_content(&c))
        return (ng_str){0};
    ng_str q = c.accuses ? ng_ask_charge(&c, k->out, *k->scratch)
                         : ng_ask_clause(&c, NG_ASK_WHETHER, (ng_range){0, 0},
                                         k->out, *k->scratch);
    return q.n && name_sides(k, d, claim, denial) ? q : (ng_str){0};
}

/* "on the way", "there": of who is said to have arrived. */
static void name_stops(struct ng_disagreement *d)
{
    for (size_t v = 0; v < d->values.n; v++)
        d->values.at[v].value =
            v + 1 < d->values.n ? STR("on the way") : STR("there");
}

static void ask_did(struct asker *k, struct ng_disagreement *d)
{
    ng_str question = {0};
    bool done = ng_str_starts(d->question, STR("Has it come to "));
    if (ng_str_starts(d->question, STR("Is it so, what ")))
        question = ask_charge(k, d);
    else if (ng_str_starts(d->question, STR("Is it so (")))
        question = ask_retort(k, d);
    else if (ng_str_starts(d->question, STR("Is it so: ")) || done)
        question = ask_whether(k, d, done);
    else if (ng_str_find(d->question, STR(" reached "), 0) != SIZE_MAX)
        name_stops(d);
    if (!question.n)
        return;
    d->question = question;
    cut_values(d);
}

bool ng_is_well_asked(const struct ng_disagreement *d)
{
    return ng_str_find(d->question, STR("“"), 0) == SIZE_MAX &&
           !ng_str_starts(d->question, STR("Is it so"));
}

void ng_word_questions(struct ng_batch *b, struct ng_arena *out,
                       struct ng_arena scratch)
{
    enum { MOST = 60 }; /* disagreements; the heaviest come first */
    struct asker k = {.b = b, .out = out, .scratch = &scratch};
    for (size_t i = 0; i < b->disagreements.n && i < MOST; i++) {
        struct ng_disagreement *d = &b->disagreements.at[i];
        bool quotes = ng_str_find(d->question, STR("“"), 0) != SIZE_MAX;
        bool deed = ng_str_starts(d->question, STR("When is ")) ||
                    ng_str_starts(d->question, STR("When was "));
        if (d->slot == NG_WHEN && (quotes || deed))
            ask_when(&k, d);
        else if (d->slot == NG_HOW_MANY && quotes)
            ask_how_many(&k, d);
        else if (d->slot == NG_DID)
            ask_did(&k, d);
        else if (d->slot == NG_WHO)
            cut_values(d);
    }
}
