#include "weigh/finder.h"

#include <math.h>
#include <stdlib.h>

enum {
    OPENED = 150, /* sentences that are laid open */
    LISTED = 4000 /* sentences under one word */
};

/* ---- words -------------------------------------------------------------- */

/* Both in order. */
static const ng_str little[] = {
    S("about"),    S("according"), S("added"),    S("after"),     S("against"),
    S("all"),      S("also"),      S("and"),      S("any"),       S("are"),
    S("because"),  S("been"),      S("before"),   S("being"),     S("between"),
    S("both"),     S("but"),       S("could"),    S("during"),    S("each"),
    S("for"),      S("friday"),    S("from"),     S("had"),       S("has"),
    S("have"),     S("her"),       S("his"),      S("into"),      S("its"),
    S("last"),     S("might"),     S("monday"),   S("month"),     S("more"),
    S("most"),     S("must"),      S("news"),     S("next"),      S("not"),
    S("only"),     S("other"),     S("out"),      S("over"),      S("report"),
    S("reported"), S("said"),      S("saturday"), S("says"),      S("should"),
    S("since"),    S("some"),      S("such"),     S("sunday"),    S("than"),
    S("that"),     S("the"),       S("their"),    S("them"),      S("then"),
    S("there"),    S("these"),     S("they"),     S("this"),      S("those"),
    S("thursday"), S("today"),     S("told"),     S("tomorrow"),  S("tuesday"),
    S("under"),    S("until"),     S("was"),      S("wednesday"), S("week"),
    S("were"),     S("what"),      S("when"),     S("where"),     S("which"),
    S("while"),    S("who"),       S("whom"),     S("whose"),     S("will"),
    S("with"),     S("would"),     S("year"),     S("yesterday"),
};
static const ng_str hard_news[] = {
    S("accused"),   S("acquitted"), S("agree"),     S("agreed"),
    S("announced"), S("approve"),   S("approved"),  S("arrest"),
    S("arrested"),  S("arrests"),   S("arrived"),   S("attack"),
    S("attacked"),  S("attacks"),   S("ban"),       S("banned"),
    S("blockade"),  S("blocked"),   S("burst"),     S("charged"),
    S("clashed"),   S("clashes"),   S("closed"),    S("collapse"),
    S("collapsed"), S("conceded"),  S("convicted"), S("crash"),
    S("crashed"),   S("dead"),      S("death"),     S("deaths"),
    S("declared"),  S("denied"),    S("deny"),      S("destroyed"),
    S("detain"),    S("detained"),  S("die"),       S("died"),
    S("elected"),   S("evacuate"),  S("evacuated"), S("explode"),
    S("exploded"),  S("explosion"), S("fired"),     S("flooded"),
    S("floods"),    S("hurt"),      S("injured"),   S("kill"),
    S("killed"),    S("kills"),     S("launched"),  S("lost"),
    S("met"),       S("missing"),   S("opened"),    S("order"),
    S("ordered"),   S("protest"),   S("protested"), S("reject"),
    S("rejected"),  S("released"),  S("resign"),    S("resigned"),
    S("ruled"),     S("sank"),      S("seized"),    S("sentenced"),
    S("sign"),      S("signed"),    S("strike"),    S("struck"),
    S("suspended"), S("vote"),      S("voted"),     S("withdraw"),
    S("withdrew"),  S("won"),       S("wounded"),
};

bool ng_says_little(ng_str low)
{
    return NG_IN_ORDER(low, little);
}

/* "signed", "signing", "signs": what is left without an ending. */
ng_str ng_stem_of(ng_str low)
{
    static const ng_str endings[] = {S("'s"),  S("ings"), S("ing"),
                                     S("ied"), S("ies"),  S("ed"),
                                     S("es"),  S("s"),    S("e")};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (low.n >= endings[i].n + 4 && ng_str_ends(low, endings[i]))
            return (ng_str){low.p, low.n - endings[i].n};
    return low;
}

int ng_by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static struct ng_form look_up(struct ng_finder *f, const struct ng_word *w)
{
    uint32_t id = ng_name(&f->forms, w->low, f->a);
    if (id < f->known.n)
        return f->known.at[id];
    struct ng_form x = {.key = NG_NO_NAME};
    bool number = w->kind == NG_WORD_NUMBER;
    if ((number || w->low.n >= 3) && !ng_says_little(w->low))
        x.key = ng_name(&f->words, ng_stem_of(w->low), f->a);
    x.hard = NG_IN_ORDER(w->low, hard_news);
    x.negates =
        ng_str_among(w->low, "not n't n’t never no nobody none neither nor");
    x.ahead = ng_str_among(w->low, "will would shall 'll plans planned plan "
                                   "expected due scheduled");
    x.be = ng_str_among(w->low, "is are was were");
    x.to = ng_str_eq(w->low, STR("to"));
    *ng_push(&f->known, f->a) = x;
    return x;
}

static void put_keys(struct ng_finder *f, struct ng_told *t)
{
    const struct ng_report *r = f->b->reports.at[t->report];
    const struct ng_sentence *s = &r->sentences.at[t->sentence];
    bool be = false;
    t->keys_at = (uint32_t)f->keys.n;
    for (uint32_t w = s->first; w < s->end; w++) {
        if (r->words.at[w].kind == NG_WORD_PUNCT)
            continue;
        struct ng_form x = look_up(f, &r->words.at[w]);
        t->hard += x.hard ? .6f : 0;
        t->negated |= x.negates;
        t->ahead |= x.ahead || (x.to && be);
        be = x.be;
        if (x.key != NG_NO_NAME)
            *ng_push(&f->keys, f->a) = x.key;
    }
    uint32_t *at = f->keys.at + t->keys_at;
    size_t n = f->keys.n - t->keys_at, kept = 0;
    if (n)
        qsort(at, n, sizeof *at, ng_by_number);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || at[i] != at[i - 1])
            at[kept++] = at[i];
    f->keys.n = t->keys_at + kept;
    t->keys_n = (uint32_t)kept;
}

/* ---- sentences ---------------------------------------------------------- */

/* Copies tell nothing of their own; nor does what a revision replaced. */
static bool *find_own(struct ng_finder *f)
{
    const struct ng_batch *b = f->b;
    bool *own = ng_new(f->a, bool, b->reports.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < b->reports.n; i++)
        own[i] = !b->reports.at[i]->spun;
    for (size_t i = 0; i < b->edges.n; i++) {
        const struct ng_edge *e = &b->edges.at[i];
        if (e->relation == NG_REVISION)
            own[e->parent] = false;
        else if (e->relation == NG_EXACT || e->relation == NG_BOILERPLATE ||
                 e->relation == NG_SYNDICATED || e->relation == NG_SPUN)
            own[e->child] = false;
    }
    for (size_t i = 0; i < b->reports.n; i++)
        n += own[i];
    for (size_t i = 0; i < b->reports.n && n == 0; i++)
        own[i] = true;
    return own;
}

/* The day of the last report of its own; a copy without a date may be of any
 * day. */
static ng_day last_told(const struct ng_batch *b, const bool *own)
{
    enum { FEW = 3, WEEK = 6 };
    ng_day last = NG_NO_DAY;
    for (size_t i = 0; i < b->reports.n; i++) {
        ng_days d = b->reports.at[i]->published;
        if (!own[i] || d.first == NG_NO_DAY || d.last == NG_NO_DAY ||
            d.last - d.first > WEEK)
            continue;
        /* of a week its first day is sure */
        ng_day day = d.last - d.first <= FEW ? d.last : d.first;
        last = day > last ? day : last;
    }
    return last != NG_NO_DAY || !b->stories.n ? last
                                              : b->stories.at[0].span.last;
}

/* True if an excerpt took these words from another report. */
static bool is_copied(const struct ng_finder *f, uint32_t report, ng_range at)
{
    for (size_t i = 0; i < f->b->edges.n; i++) {
        const struct ng_edge *e = &f->b->edges.at[i];
        if (e->child != report || e->relation != NG_EXCERPT)
            continue;
        for (size_t k = 0; k < e->blocks.n; k++) {
            ng_range had = e->blocks.at[k].child;
            uint32_t beg = had.beg > at.beg ? had.beg : at.beg;
            uint32_t end = had.end < at.end ? had.end : at.end;
            if (end > beg && (end - beg) * 10 > (at.end - at.beg) * 7)
                return true;
        }
    }
    return false;
}

static void collect(struct ng_finder *f, const bool *own)
{
    bool *excerpt = ng_new(f->a, bool, f->b->reports.n + 1);
    for (size_t i = 0; i < f->b->edges.n; i++)
        if (f->b->edges.at[i].relation == NG_EXCERPT)
            excerpt[f->b->edges.at[i].child] = true;
    f->told_at = ng_new(f->a, size_t, f->b->reports.n + 2);
    for (uint32_t i = 0; i < f->b->reports.n; i++) {
        const struct ng_report *r = f->b->reports.at[i];
        uint32_t position = 0, last = NG_NONE;
        for (uint32_t s = 0; s < r->sentences.n; s++) {
            const struct ng_sentence *x = &r->sentences.at[s];
            bool copied = excerpt[i] && is_copied(f, i, x->at);
            if (x->paragraph >= r->paragraphs.n ||
                r->paragraphs.at[x->paragraph].kind != NG_BLOCK_PARAGRAPH ||
                x->end - x->first < 5 || ng_range_in(x->at, r->dateline_at) ||
                ng_is_ignored(f->b, r, x->at))
                continue;
            position += last != NG_NONE && x->paragraph != last;
            last = x->paragraph;
            struct ng_told *t = ng_push(&f->all, f->a);
            *t = (struct ng_told){.report = i,
                                  .sentence = s,
                                  .position = position,
                                  .own = own[i] && !copied,
                                  .copied = copied};
            put_keys(f, t);
        }
        f->told_at[i + 1] = f->all.n;
    }
}

/* Sentences by word, and how many origins use a word. */
static void list_words(struct ng_finder *f)
{
    size_t n = f->words.all.n;
    uint32_t *seen = ng_new(f->a, uint32_t, n + 1);
    uint32_t *size = ng_new(f->a, uint32_t, n + 1);
    f->origins_of = ng_new(f->a, uint32_t, n + 1);
    f->list_at = ng_new(f->a, uint32_t, n + 2);
    for (size_t i = 0; i < f->all.n; i++)
        for (uint32_t k = 0; k < f->all.at[i].keys_n; k++) {
            uint32_t key = f->keys.at[f->all.at[i].keys_at + k];
            size[key] += size[key] < LISTED;
        }
    for (size_t k = 0; k < n; k++)
        f->list_at[k + 1] = f->list_at[k] + size[k];
    f->list = ng_new(f->a, uint32_t, f->list_at[n] + 1);
    memset(size, 0, n * sizeof *size);
    for (uint32_t i = 0; i < f->all.n; i++)
        for (uint32_t k = 0; k < f->all.at[i].keys_n; k++) {
            uint32_t key = f->keys.at[f->all.at[i].keys_at + k];
            uint32_t at = f->list_at[key] + size[key];
            if (at < f->list_at[key + 1]) {
                f->list[at] = i;
                size[key]++;
            }
        }
    /* Reports come one after the other, origins do not: a word counts once
     * for each report that is no copy. */
    for (uint32_t i = 0; i < f->all.n; i++)
        for (uint32_t k = 0; k < f->all.at[i].keys_n && f->all.at[i].own; k++) {
            uint32_t key = f->keys.at[f->all.at[i].keys_at + k];
            if (seen[key] == f->all.at[i].report + 1)
                continue;
            seen[key] = f->all.at[i].report + 1;
            f->origins_of[key]++;
        }
}

static void map_events(struct ng_finder *f)
{
    const struct ng_batch *b = f->b;
    f->event_of = ng_new(f->a, uint32_t *, b->reports.n + 1);
    for (size_t i = 0; i < b->reports.n; i++) {
        size_t n = b->reports.at[i]->mentions.n;
        f->event_of[i] = ng_new(f->a, uint32_t, n + 1);
        for (size_t k = 0; k < n; k++)
            f->event_of[i][k] = NG_NONE;
    }
    for (uint32_t e = 0; e < b->events.n; e++)
        for (size_t k = 0; k < b->events.at[e].mentions.n; k++) {
            const struct ng_event_mention *m = &b->events.at[e].mentions.at[k];
            f->event_of[m->report][m->mention] = e;
        }
}

static int by_weight(const void *a, const void *b)
{
    const struct ng_told *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

/* ---- laid open ---------------------------------------------------------- */

/* Arcs for the chosen sentences, report by report. */
static void parse(struct ng_finder *f, const struct ng_told *chosen, size_t n,
                  struct ng_arena *out)
{
    uint32_t *list = ng_new(f->a, uint32_t, n + 1);
    bool *done = ng_new(f->a, bool, n + 1);
    for (size_t i = 0; f->b->parse && i < n; i++) {
        size_t k = 0;
        for (size_t j = i; j < n && !done[i]; j++)
            if (chosen[j].report == chosen[i].report && !done[j]) {
                list[k++] = chosen[j].sentence;
                done[j] = j != i;
            }
        done[i] = true;
        if (k)
            f->b->parse(f->b->reports.at[chosen[i].report], list, k, out,
                        *f->a);
    }
}

/* The mention that the clause is about: its trigger is the deed. */
static void find_event(const struct ng_finder *f, struct ng_fact *x)
{
    const struct ng_report *r = f->b->reports.at[x->report];
    ng_range deed = ng_word_of(&x->clause, x->clause.deed)->at;
    ng_range root = ng_word_of(&x->clause, x->clause.root)->at;
    x->event = x->mention = NG_NONE;
    bool below = x->clause.deed != x->clause.root;
    for (uint32_t m = 0; m < r->mentions.n; m++) {
        ng_range trigger = r->mentions.at[m].trigger;
        uint32_t e = f->event_of[x->report][m];
        bool mine = ng_range_touch(trigger, deed);
        if (e == NG_NONE ||
            (!mine && (below || !ng_range_touch(trigger, root))))
            continue;
        x->event = e;
        x->mention = m;
        if (mine)
            return;
    }
}

static void find_status(const struct ng_batch *b, struct ng_fact *x)
{
    bool denies =
        x->clause.answers ||
        (x->clause.negated && !x->clause.passive &&
         x->clause.deed != x->clause.root && x->clause.status == NG_HAPPENED &&
         !ng_clause_lemma(&x->clause, x->clause.deed, "rule"));
    x->status = denies ? NG_DENIED : x->clause.status;
    bool claim = x->clause.accuses || x->clause.disputed;
    if (claim)
        x->status = NG_ALLEGED; /* that they say so is not the news */
    if (x->event == NG_NONE || claim)
        return;
    const struct ng_report *r = b->reports.at[x->report];
    enum ng_event_status coded = r->mentions.at[x->mention].status;
    enum ng_event_status now = b->events.at[x->event].status;
    if (coded != NG_HAPPENED || x->status == NG_PLANNED)
        x->status = coded;
    bool doubted = now == NG_DENIED || now == NG_ALLEGED;
    if ((x->status == NG_HAPPENED && doubted) ||
        (x->status == NG_DENIED && x->clause.attributed))
        x->status = NG_ALLEGED;
    if (x->clause.status == NG_DENIED || denies)
        x->status = NG_DENIED;
    else if (x->clause.status == NG_HYPOTHETICAL && x->status == NG_PLANNED)
        x->status = NG_HYPOTHETICAL;
    else if (x->clause.status == NG_PLANNED && x->clause.negated)
        x->status = NG_PLANNED;
    else if (x->clause.negated && coded == NG_DENIED && !x->clause.attributed)
        x->status = NG_HAPPENED; /* the report itself says that it was not */
}

/* Intervals wider than a month say nothing beside a line. */
static bool is_telling(ng_days d)
{
    enum { MONTH = 32, YEAR = 366 };
    if (d.first == NG_NO_DAY || d.last == NG_NO_DAY)
        return false;
    struct ng_date a = ng_date_of(d.first), z = ng_date_of(d.last);
    bool years = a.month == 1 && a.day == 1 && z.month == 12 && z.day == 31;
    return d.last - d.first < MONTH || (years && d.last - d.first < YEAR);
}

/* "the riots of 14 August": the day of the riots alone. */
static bool is_of_day(const struct ng_report *r, const struct ng_mention *m)
{
    if (m->time >= r->times.n)
        return false;
    uint32_t w = ng_word_at(r, r->times.at[m->time].at.beg);
    return w != NG_NONE && w > 0 &&
           ng_str_eq(r->words.at[w - 1].low, STR("of"));
}

/* What is denied or alleged has the day on which somebody does so. */
static void find_own_day(const struct ng_batch *b, struct ng_fact *x)
{
    const struct ng_report *r = b->reports.at[x->report];
    const struct ng_clause *c = &x->clause;
    bool inner = x->status == NG_DENIED || x->status == NG_ALLEGED;
    uint32_t time = inner && c->deed != c->root ? c->said_on : c->time;
    x->when = NG_NO_DAYS;
    if (time != NG_NONE) {
        x->when = r->times.at[time].value;
        x->granularity = r->times.at[time].granularity;
    } else if (x->event != NG_NONE && !inner) {
        const struct ng_event *e = &b->events.at[x->event];
        if (!is_of_day(r, &r->mentions.at[x->mention]) &&
            e->when_basis != NG_BASIS_PUBLISHED &&
            e->when_basis != NG_BASIS_NONE) {
            x->when = e->when;
            x->granularity = e->granularity;
        }
    }
    bool behind = x->status == NG_PLANNED && x->when.last != NG_NO_DAY &&
                  r->published.first != NG_NO_DAY &&
                  x->when.last < r->published.first;
    /* "They agreed to open the gate on Saturday": the day of the opening. */
    bool other = x->status == NG_HAPPENED && x->clause.past &&
                 r->published.last != NG_NO_DAY && x->when.first != NG_NO_DAY &&
                 x->when.first > r->published.last;
    if (!is_telling(x->when) || behind || other)
        x->when = NG_NO_DAYS;
}

/* The last day on which it can have been: that on which it was told. */
static ng_day told_by(const struct ng_report *r, const struct ng_clause *c)
{
    enum { FEW = 3 };
    ng_days said =
        c->said_on != NG_NONE ? r->times.at[c->said_on].value : r->published;
    bool narrow = said.first != NG_NO_DAY && said.last != NG_NO_DAY &&
                  said.last - said.first <= FEW;
    return narrow ? said.last : NG_NO_DAY;
}

/* The last day that the paragraph told before a sentence is long ago: what has
 * no day of its own there goes on telling of then. */
static bool looks_back(const struct ng_report *r, uint32_t sentence)
{
    enum { LONG = 60 };
    const struct ng_sentence *s = &r->sentences.at[sentence];
    ng_days last = NG_NO_DAYS;
    if (s->paragraph >= r->paragraphs.n || r->published.first == NG_NO_DAY)
        return false;
    ng_range before = {r->paragraphs.at[s->paragraph].at.beg, s->at.beg};
    for (size_t t = ng_first_time(r, before.beg);
         t < r->times.n && r->times.at[t].at.beg < before.end; t++)
        if (ng_days_known(r->times.at[t].value) &&
            r->times.at[t].kind != NG_DURATION && r->times.at[t].kind != NG_SET)
            last = r->times.at[t].value;
    return last.last != NG_NO_DAY && last.last < r->published.first - LONG;
}

static void find_when(const struct ng_batch *b, struct ng_fact *x)
{
    const struct ng_report *r = b->reports.at[x->report];
    find_own_day(b, x);
    x->by = told_by(r, &x->clause);
    ng_day told = r->published.first != NG_NO_DAY ? r->published.first
                                                  : r->published.last;
    x->day = x->when.first != NG_NO_DAY ? x->when.first : told;
    ng_day last = b->stories.n ? b->stories.at[0].span.last : NG_NO_DAY;
    ng_day first = b->stories.n ? b->stories.at[0].span.first : NG_NO_DAY;
    x->background = first != NG_NO_DAY && x->when.last != NG_NO_DAY &&
                    x->when.last < first - 6;
    x->background |=
        !ng_days_known(x->when) && x->clause.past && looks_back(r, x->sentence);
    x->ahead = x->when.first != NG_NO_DAY && r->published.last != NG_NO_DAY &&
               x->when.first > r->published.last;
    if (x->ahead && x->status == NG_HAPPENED && !x->clause.past)
        x->status = NG_PLANNED; /* "Talks resume on Thursday." */
    x->passed = x->status == NG_PLANNED && last != NG_NO_DAY &&
                x->when.last != NG_NO_DAY && x->when.last < last;
}

/* ---- the whole ---------------------------------------------------------- */

static int by_fact(const void *a, const void *b)
{
    const struct ng_fact *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

static void weigh_words(struct ng_finder *f, struct ng_telltale *t,
                        struct ng_arena *out)
{
    t->weight_of = ng_new(out, float, f->words.all.n + 1);
    for (size_t k = 0; k < f->words.all.n; k++)
        t->weight_of[k] =
            logf(1 + (float)f->all.n /
                         (float)(f->list_at[k + 1] - f->list_at[k] + 1));
}

static void open_fact(struct ng_finder *f, struct ng_telltale *t,
                      const struct ng_told *told, struct ng_arena *out)
{
    const struct ng_report *r = f->b->reports.at[told->report];
    struct ng_fact x = {.report = told->report,
                        .sentence = told->sentence,
                        .position = told->position,
                        .keys = f->keys.at + told->keys_at,
                        .keys_n = told->keys_n};
    if (!ng_open_clause(r, told->sentence, &x.clause, out))
        return;
    find_event(f, &x);
    find_status(f->b, &x);
    find_when(f->b, &x);
    ng_cite_all(f, t, told, &x, out);
    x.weight = ng_fact_worth(f, &x, told->weight);
    *ng_push(&t->facts, out) = x;
}

void ng_find_facts(struct ng_batch *b, struct ng_telltale *t,
                   struct ng_arena *out, struct ng_arena *scratch)
{
    struct ng_finder f = {.b = b, .a = scratch};
    NG_LIST(struct ng_told) chosen = {0};
    *t = (struct ng_telltale){.b = b};
    bool *own = find_own(&f);
    t->own = own;
    t->last = f.last = last_told(b, own);
    collect(&f, own);
    list_words(&f);
    map_events(&f);
    ng_find_headlines(&f);
    weigh_words(&f, t, out);
    t->words = f.words;
    for (size_t i = 0; i < f.all.n; i++) {
        struct ng_told *x = &f.all.at[i];
        if (!x->own)
            continue;
        x->weight = ng_told_worth(&f, x);
        *ng_push(&chosen, f.a) = *x;
    }
    if (chosen.n)
        qsort(chosen.at, chosen.n, sizeof *chosen.at, by_weight);
    chosen.n = chosen.n > OPENED ? OPENED : chosen.n;
    parse(&f, chosen.at, chosen.n, out);
    for (size_t i = 0; i < chosen.n; i++)
        open_fact(&f, t, &chosen.at[i], out);
    ng_find_answers(t);
    if (t->facts.n)
        qsort(t->facts.at, t->facts.n, sizeof *t->facts.at, by_fact);
}
