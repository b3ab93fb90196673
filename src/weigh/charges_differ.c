/* charges_differ.c - what one is accused of, and denies.
 *
 *     Borea accuses Osmark of breaking an embargo      report 5
 *     a panel has seen Osmark's ships in closed ports  report 4
 *     Osmark denies it                                 report 5
 *
 * A denial answers the charges against the one who denies: those told just
 * before it, and, in other reports, those in the same words. See disputes.h.
 */
#include "weigh/around.h"
#include "weigh/deeds.h"
#include "weigh/disputes.h"
#include "weigh/phrase.h"

enum { CHARGES = 400, DENIALS = 100, BEFORE = 4, SHARED = 2 };

struct word_of {
    uint32_t report, sentence;
    ng_range at;         /* what is cited */
    struct ng_party who; /* the accused, or who denies */
    bool deed;           /* the deed itself is told, not the charge */
    bool said;           /* somebody says so: `who` is the speaker */
    struct ng_around around;
};
typedef NG_LIST(struct word_of) words_of;

static void add(words_of *list, size_t most, const struct ng_report *r,
                uint32_t report, ng_range at, const struct ng_party *who,
                bool deed, struct ng_arena *a)
{
    uint32_t s = ng_sentence_at(r, at.beg);
    if (s == NG_NONE || s >= r->sentences.n || list->n >= most)
        return;
    struct word_of *w = ng_push(list, a);
    *w = (struct word_of){
        .report = report, .sentence = s, .at = at, .who = *who, .deed = deed};
    ng_look_around(r, s, (ng_range){0, 0}, STR(""), NG_THEME_NONE, &w->around);
    uint32_t end = r->sentences.at[s].at.end;
    if (!deed && w->at.end < end)
        w->at.end = end; /* "... of violating the sanctions by ..." */
}

static bool is_denial(ng_str trigger)
{
    static const ng_str stems[] = {S("den"), S("reject"), S("dismiss"),
                                   S("refut")};
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (ng_str_starts_nocase(trigger, stems[i]))
            return true;
    return false;
}

/* "has been denied bail": the one is refused something. */
static bool is_refused(const struct ng_report *r, ng_range trigger)
{
    static const ng_str be[] = {S("been"),  S("was"), S("were"),
                                S("being"), S("is"),  S("are")};
    static const ng_str what[] = {S("bail"),   S("entry"), S("access"),
                                  S("parole"), S("visas"), S("visa")};
    uint32_t w = ng_word_at(r, trigger.beg);
    return w != NG_NONE && w > 0 &&
           (NG_ANY(ng_low_at(r, w - 1), be) ||
            (w + 1 < r->words.n && NG_ANY(ng_low_at(r, w + 1), what)));
}

/* What is denied is a charge, not an offer: "denied the accusations", "denied
 * that it had", "rejected the claim". */
static bool is_of_charge(const struct ng_report *r, ng_range from)
{
    static const ng_str stems[] = {S("accus"),  S("alleg"),  S("charge"),
                                   S("claim"),  S("wrongd"), S("any"),
                                   S("that"),   S("having"), S("respon"),
                                   S("involv"), S("report")};
    uint32_t w = ng_word_at(r, from.end);
    if (is_refused(r, from))
        return false;
    for (uint32_t k = 0; w != NG_NONE && k < 4 && w + k < r->words.n; k++)
        for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
            if (ng_str_starts(ng_low_at(r, w + k), stems[i]))
                return true;
    return w != NG_NONE && w < r->words.n &&
           ng_str_ends(ng_low_at(r, w), STR("ing"));
}

static struct ng_party speaker_of(const struct ng_report *r,
                                  const struct ng_saying *y)
{
    struct ng_party p = {.at = y->source, .entity = y->entity};
    if (y->entity < r->entities.n) {
        memcpy(p.code, r->entities.at[y->entity].code, sizeof p.code);
        memcpy(p.sector, r->entities.at[y->entity].sector, sizeof p.sector);
    }
    return p;
}

static bool is_deed(const struct ng_mention *m)
{
    return (m->type == NG_ASSAULT || m->type == NG_COERCE) &&
           m->status != NG_DENIED && m->status != NG_HYPOTHETICAL &&
           m->status != NG_PLANNED && m->actors.n;
}

static void gather(const struct ng_batch *b, words_of *charges,
                   words_of *denials, struct ng_arena *a)
{
    for (uint32_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        for (size_t k = 0; k < r->mentions.n && !r->spun; k++) {
            const struct ng_mention *m = &r->mentions.at[k];
            if (m->type == NG_ACCUSE && m->recipients.n &&
                m->status != NG_DENIED)
                add(charges, CHARGES, r, i, m->clause, &m->recipients.at[0],
                    false, a);
            else if (is_deed(m))
                add(charges, CHARGES, r, i, m->clause, &m->actors.at[0], true,
                    a);
            else if (m->type == NG_REJECT && m->actors.n &&
                     is_denial(ng_slice(r->text, m->trigger)) &&
                     is_of_charge(r, m->trigger))
                add(denials, DENIALS, r, i, m->clause, &m->actors.at[0], false,
                    a);
        }
        for (size_t k = 0; k < r->sayings.n && !r->spun; k++) {
            const struct ng_saying *y = &r->sayings.at[k];
            struct ng_party p = speaker_of(r, y);
            bool plain =
                ng_str_starts_nocase(ng_slice(r->text, y->cue), STR("den")) &&
                !is_refused(r, y->cue);
            bool denies =
                (y->denies && plain) || (is_denial(ng_slice(r->text, y->cue)) &&
                                         is_of_charge(r, y->cue));
            ng_range at = {
                y->cue.beg < y->source.beg ? y->cue.beg : y->source.beg,
                y->content.end > y->cue.end ? y->content.end : y->cue.end};
            if (denies && !ng_range_empty(y->source))
                add(denials, DENIALS, r, i, at, &p, false, a);
        }
    }
}

/* What others say of one who denies something. Gathered when the denials are
 * known, and only where as much as SHARED words are the same. */
static void gather_said(const struct ng_batch *b, words_of *charges,
                        const words_of *denials, struct ng_arena *a)
{
    for (uint32_t i = 0; i < b->reports.n && denials->n; i++) {
        const struct ng_report *r = b->reports.at[i];
        for (size_t k = 0; k < r->sayings.n && !r->spun; k++) {
            const struct ng_saying *y = &r->sayings.at[k];
            struct ng_party p = speaker_of(r, y);
            struct word_of one[1];
            words_of list = {one, 0, 1};
            if (y->denies || is_denial(ng_slice(r->text, y->cue)))
                continue;
            add(&list, 1, r, i, y->content, &p, true, a);
            bool near = false;
            for (size_t d = 0; list.n && d < denials->n && !near; d++)
                near = ng_around_words(&one[0].around,
                                       &denials->at[d].around) >= SHARED;
            if (near && charges->n < CHARGES) {
                one[0].said = true;
                *ng_push(charges, a) = one[0];
            }
        }
    }
}

/* A speaker's charge names the one who denies, who is somebody else. */
static bool is_said_of(const struct ng_batch *b, const struct word_of *denial,
                       const struct word_of *charge)
{
    const struct ng_report *rd = b->reports.at[denial->report];
    const struct ng_report *rc = b->reports.at[charge->report];
    uint32_t e = denial->who.entity;
    return e < rd->entities.n &&
           ng_around_names_it(&charge->around, rd->entities.at[e].key) &&
           !ng_party_fit(rd, &denial->who, rc, &charge->who) &&
           (denial->report != charge->report ||
            denial->sentence != charge->sentence) &&
           ng_around_words(&denial->around, &charge->around) >= SHARED;
}

/* The charge that a denial answers, by place or by words. */
static bool answers(const struct ng_batch *b, const struct word_of *denial,
                    const struct word_of *charge, const struct word_of *known)
{
    const struct ng_report *rd = b->reports.at[denial->report];
    const struct ng_report *rc = b->reports.at[charge->report];
    if (charge->said)
        return is_said_of(b, denial, charge);
    if (!ng_party_fit(rd, &denial->who, rc, &charge->who) ||
        (denial->report == charge->report &&
         denial->sentence == charge->sentence && charge->deed))
        return false;
    bool before = denial->report == charge->report &&
                  charge->sentence <= denial->sentence &&
                  denial->sentence - charge->sentence < BEFORE;
    if (before && !charge->deed)
        return true;
    if (ng_around_scope(rd, &denial->around, rc, &charge->around) ==
        NG_SCOPE_APART)
        return false;
    size_t words = ng_around_words(&denial->around, &charge->around);
    size_t names = ng_around_names(&denial->around, &charge->around);
    /* Whoever denies is named in both. */
    if (words >= SHARED || (words >= 1 && names >= 3))
        return true;
    return known && !charge->deed &&
           ng_around_words(&known->around, &charge->around) >= SHARED;
}

static void add_value(struct ng_disagreement *d, const struct ng_batch *b,
                      const struct word_of *w, bool first, struct ng_arena *out)
{
    const struct ng_report *r = b->reports.at[w->report];
    if (first) {
        ng_str text = ng_short_text(r, w->at, 76, out);
        ng_add_value(d, text, out);
    }
    struct ng_dispute_value *v = &d->values.at[d->values.n - 1];
    for (size_t i = 0; i < v->cites.n; i++)
        if (v->cites.at[i].report == w->report &&
            v->cites.at[i].at.beg == w->at.beg)
            return;
    *ng_push(&v->cites, out) = (struct ng_cite){w->report, w->at};
}

static ng_str name_of(const struct ng_report *r, const struct ng_party *p,
                      struct ng_arena *out)
{
    return p->entity < r->entities.n ? r->entities.at[p->entity].name
                                     : ng_short_text(r, p->at, 40, out);
}

/* Denials [i] and later of the same one and the same charges. */
static void one_denial(struct ng_batch *b, const words_of *charges,
                       const words_of *denials, size_t i, bool *used,
                       struct ng_arena *out, struct ng_arena scratch)
{
    const struct word_of *denial = &denials->at[i], *known = NULL;
    const struct word_of *first = NULL;
    for (size_t k = 0; k < charges->n; k++)
        if (charges->at[k].report == denial->report && !charges->at[k].deed &&
            answers(b, denial, &charges->at[k], NULL))
            known = &charges->at[k]; /* the last one before it */
    struct ng_disagreement d = {
        .slot = NG_DID, .kind = NG_CONTRADICTION, .weight = 4.5f};
    if (known) {
        add_value(&d, b, known, true, out);
        first = known;
    }
    for (size_t k = 0; k < charges->n; k++) {
        if (&charges->at[k] == first ||
            !answers(b, denial, &charges->at[k], known))
            continue;
        add_value(&d, b, &charges->at[k], !first, out);
        first = first ? first : &charges->at[k];
    }
    if (!first)
        return;
    add_value(&d, b, denial, true, out);
    for (size_t k = i + 1; k < denials->n; k++)
        if (!used[k] && answers(b, &denials->at[k], first, NULL)) {
            used[k] = true;
            add_value(&d, b, &denials->at[k], false, out);
        }
    d.question = ng_str_format(
        out, "Is it so, what " PRS " is accused of?",
        PRS_ARG(name_of(b->reports.at[denial->report], &denial->who, out)));
    ng_keep_dispute(b, &d, out, scratch);
}

/* ---- "The ministry denied the report." -------------------------------- */

/* The sentence says of the one before it that it is not so. */
static bool is_retort(const struct ng_report *r, const struct ng_sentence *s)
{
    static const ng_str verbs[] = {S("denied"), S("denies"), S("rejected"),
                                   S("dismissed"), S("disputed")};
    static const ng_str before[] = {S("that"), S("this"), S("it")};
    static const ng_str what[] = {
        S("report"),      S("reports"),    S("claim"),       S("claims"),
        S("account"),     S("allegation"), S("allegations"), S("accusation"),
        S("accusations"), S("charge"),     S("charges"),     S("version"),
        S("figure"),      S("figures")};
    static const ng_str ends[] = {S("."),  S(","),  S("as"), S("and"),
                                  S("on"), S("in"), S("but")};
    for (uint32_t w = s->first + 1; w + 1 < s->end; w++) {
        if (!NG_ANY(ng_low_at(r, w), verbs))
            continue;
        uint32_t at = w + 1;
        if (ng_str_eq(ng_low_at(r, at), STR("the")) ||
            ng_str_eq(ng_low_at(r, at), STR("those")) ||
            ng_str_eq(ng_low_at(r, at), STR("these")))
            at++;
        if (at >= s->end)
            return false;
        ng_str object = ng_low_at(r, at);
        ng_str next = at + 1 < s->end ? ng_low_at(r, at + 1) : STR(".");
        return at > w + 1 ? NG_ANY(object, what)
                          : (NG_ANY(object, before) || NG_ANY(object, what)) &&
                                NG_ANY(next, ends);
    }
    return false;
}

static bool is_kept(const struct ng_batch *b, size_t from, uint32_t report,
                    ng_range at)
{
    for (size_t i = from; i < b->disagreements.n; i++) {
        const struct ng_disagreement *d = &b->disagreements.at[i];
        for (size_t v = 0; v < d->values.n; v++)
            for (size_t k = 0; k < d->values.at[v].cites.n; k++)
                if (d->values.at[v].cites.at[k].report == report &&
                    ng_range_touch(d->values.at[v].cites.at[k].at, at))
                    return true;
    }
    return false;
}

static void retorts(struct ng_batch *b, size_t from, struct ng_arena *out,
                    struct ng_arena scratch)
{
    enum { TOLD = 6 };
    size_t told = 0;
    for (uint32_t i = 0; i < b->reports.n; i++) {
        const struct ng_report *r = b->reports.at[i];
        for (uint32_t s = 1; s < r->sentences.n && told < TOLD; s++) {
            const struct ng_sentence *x = &r->sentences.at[s];
            const struct ng_sentence *said = &r->sentences.at[s - 1];
            if (r->spun || x->paragraph != said->paragraph ||
                !is_retort(r, x) || is_kept(b, from, i, x->at))
                continue;
            struct ng_disagreement d = {
                .slot = NG_DID, .kind = NG_CONTRADICTION, .weight = 3.5f};
            const struct ng_sentence *both[] = {said, x};
            for (int k = 0; k < 2; k++) {
                ng_str text = ng_short_text(r, both[k]->at, 76, out);
                struct ng_dispute_value *v = ng_add_value(&d, text, out);
                *ng_push(&v->cites, out) = (struct ng_cite){i, both[k]->at};
            }
            d.question =
                ng_str_format(out, "Is it so (“" PRS "”)?",
                              PRS_ARG(ng_short_text(r, said->at, 30, out)));
            ng_keep_dispute(b, &d, out, scratch);
            told++;
        }
    }
}

void ng_dispute_charges(struct ng_batch *b, struct ng_arena *out,
                        struct ng_arena scratch)
{
    words_of charges = {0}, denials = {0};
    size_t from = b->disagreements.n;
    gather(b, &charges, &denials, &scratch);
    gather_said(b, &charges, &denials, &scratch);
    bool *used = ng_new(&scratch, bool, denials.n + 1);
    for (size_t i = 0; i < denials.n; i++)
        if (!used[i])
            one_denial(b, &charges, &denials, i, used, out, scratch);
    retorts(b, from, out, scratch);
}
