/* spot.c - which words are names, and of what type.
 *
 *     then-Russian President Dmitry Medvedev
 *          NORP    (role)    PER
 *
 * The model (models/names.bin, a CRF over name_keys.h) finds the names of each
 * sentence. Then the lexicon says what it knows of each: a country is a
 * country, whatever the model makes of it, and its entry goes with the name to
 * entities.c. Titles and roles are read here too, as they stand before names.
 */
#include "annotate/linked.h"
#include "annotate/name_keys.h"

static const struct {
    enum ng_lex_kind kind;
    uint32_t types; /* a name of this type may be such an entry */
} fits[] = {
    {NG_LEX_COUNTRY, 1 << NG_GPE},
    {NG_LEX_DEMONYM, 1 << NG_NORP},
    {NG_LEX_GROUP, 1 << NG_NORP},
    {NG_LEX_METONYM, 1 << NG_ORG | 1 << NG_GPE | 1 << NG_FAC},
    {NG_LEX_PLACE, 1 << NG_GPE | 1 << NG_LOC | 1 << NG_FAC},
    {NG_LEX_PERSON, 1 << NG_PER},
    {NG_LEX_ORG, 1 << NG_ORG},
    {NG_LEX_AGENCY, 1 << NG_ORG},
    {NG_LEX_EVENT, 1 << NG_EVENT},
};

uint32_t ng_phrase_at(const struct ng_naming *n, uint32_t i, uint32_t end,
                      enum ng_lex_kind kind, struct ng_lex_entry *e)
{
    uint32_t best = i;
    for (uint32_t j = i; j < end && j < i + 9; j++) {
        if (n->flags[j] & NG_SPOT_BREAK)
            break;
        if (n->beg[j] == n->end[j] && j > i)
            continue;
        struct ng_lex_hit hit =
            j == i ? n->hit[i] : ng_lex_look(ng_folded(n, i, j + 1));
        for (uint32_t k = 0; k < hit.n; k++) {
            struct ng_lex_entry found = ng_lex_at(hit, k);
            if (found.kind == kind) {
                *e = found;
                best = j + 1;
                break;
            }
        }
        if (!hit.prefix)
            break;
    }
    return best;
}

static bool fit(const struct ng_lex_entry *e, enum ng_name_type type)
{
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++)
        if (fits[i].kind == e->kind)
            return fits[i].types >> type & 1;
    return false;
}

/* A capital acts for its country: "Moscow said"; the town of White House does
 * not. */
static bool is_seat(const struct ng_lex_entry *e, ng_str folded)
{
    struct ng_lex_entry place;
    return e->sector[0] == 'G' &&
           ng_lex_find_kind(folded, NG_LEX_PLACE, &place) &&
           !strncmp(place.feature, "PPL", 3) && place.feature[3] &&
           strchr("CGA", place.feature[3]) &&
           ng_str_eq(ng_str_of(place.country), ng_str_of(e->country));
}

static enum ng_name_type type_of_place(const struct ng_lex_entry *e)
{
    static const char *const fac[] = {"FAC", "AIRP", "SQR", "RR", "ST", "CNL"};
    static const char *const loc[] = {
        "SEA",  "OCN",  "GULF", "STRT", "BAY", "CHN",  "PEN",
        "RGN",  "MT",   "MTS",  "STM",  "LK",  "LKS",  "ISL",
        "ISLS", "CONT", "DSRT", "CAPE", "RF",  "SHOL", "FLLS"};
    for (size_t i = 0; i < sizeof fac / sizeof *fac; i++)
        if (!strcmp(e->feature, fac[i]))
            return NG_FAC;
    for (size_t i = 0; i < sizeof loc / sizeof *loc; i++)
        if (!strcmp(e->feature, loc[i]))
            return NG_LOC;
    return NG_GPE;
}

static enum ng_name_type type_of(const struct ng_lex_entry *e)
{
    switch (e->kind) {
    case NG_LEX_COUNTRY:
        return NG_GPE;
    case NG_LEX_DEMONYM:
    case NG_LEX_GROUP:
        return NG_NORP;
    case NG_LEX_PERSON:
        return NG_PER;
    case NG_LEX_EVENT:
        return NG_EVENT;
    case NG_LEX_PLACE:
        return type_of_place(e);
    default:
        return NG_ORG;
    }
}

/* Known as a place on the map and as nothing else: that is no people, and a
 * town no region. */
static bool only_a_place(struct ng_lex_hit hit, struct ng_lex_entry *e)
{
    for (uint32_t k = hit.n; k-- > 0;) {
        *e = ng_lex_at(hit, k);
        if (e->kind != NG_LEX_PLACE)
            return false;
    }
    return hit.n > 0;
}

/* What the lexicon knows of the name. Its first entry overrules the model on
 * bodies, countries and peoples, and on the seas and regions of its own list.
 */
static void look_up(const struct ng_naming *n, struct ng_spot *s)
{
    ng_str folded = ng_folded(n, s->first, s->end);
    struct ng_lex_hit hit = ng_lex_look(folded);
    bool one = s->end - s->first == 1, first = true;
    struct ng_lex_entry place;
    if ((s->type == NG_NORP || s->type == NG_LOC) && only_a_place(hit, &place))
        s->type = type_of_place(&place);
    for (uint32_t k = 0; k < hit.n; k++) {
        struct ng_lex_entry e = ng_lex_at(hit, k);
        if (e.kind == NG_LEX_ROLE || e.kind == NG_LEX_AGENT)
            continue;
        if (e.kind == NG_LEX_PERSON && hit.n == 1 && s->type != NG_WORK)
            s->type = NG_PER; /* known as nothing else */
        bool listed = e.kind != NG_LEX_PERSON && e.kind != NG_LEX_EVENT &&
                      (e.kind != NG_LEX_PLACE || e.geonameid == 0 ||
                       (!one && !strcmp(e.feature, "ADM1"))) &&
                      !(one && ng_bits(n, s->first) & NG_WORD_COMMON);
        if (e.kind == NG_LEX_COUNTRY || e.kind == NG_LEX_DEMONYM)
            listed = true;
        if (first && listed && s->type != NG_WORK &&
            (s->type != NG_PER || !one) && !fit(&e, s->type))
            s->type = type_of(&e);
        if (first && listed && s->type == NG_GPE && e.kind == NG_LEX_METONYM &&
            !is_seat(&e, folded))
            s->type = NG_ORG;
        if (e.kind == NG_LEX_PLACE && e.geonameid == 0 && first)
            s->type = type_of_place(&e);
        first = false;
        if (!fit(&e, s->type) || (e.kind == NG_LEX_METONYM &&
                                  s->type == NG_GPE && !is_seat(&e, folded)))
            continue;
        s->known = true;
        s->entry = e;
        return;
    }
}

/* ---- the model --------------------------------------------------------------
 */

struct in_sentence {
    const struct ng_name_looks *looks;
    uint32_t first, end;
};

static void keys_of(const void *ctx, size_t i, struct ng_keys *to)
{
    const struct in_sentence *s = ctx;
    ng_name_keys(s->looks, s->first, s->end, s->first + (uint32_t)i, to);
}

/* The best labels of one sentence. */
static void label_sentence(const struct ng_crf *crf,
                           const struct ng_name_looks *l, uint32_t first,
                           uint32_t end, uint8_t *labels,
                           struct ng_arena scratch)
{
    size_t n = end - first;
    bool any = false;
    for (uint32_t i = first; i < end; i++)
        any |= l->may[i] != 1;
    if (!any)
        return;
    int32_t *score = ng_new(&scratch, int32_t, n * NG_NAME_LABELS);
    ng_crf_scores(crf, keys_of, &(struct in_sentence){l, first, end},
                  l->may + first, n, score);
    ng_crf_best(crf, score, l->may + first, n, labels + first, scratch);
}

/* What each nation has, so that the word alone is no name of its own. */
static bool is_generic(const struct ng_naming *n, uint32_t i)
{
    static const char generic[] =
        "ministry parliament army embassy congress senate navy police "
        "government military cabinet consulate foreign defense defence "
        "interior finance supreme air coast state department justice health "
        "treasury central court house national federal border security "
        "intelligence chamber administration";
    ng_str w = ng_folded(n, i, i + 1);
    size_t m = sizeof generic - 1;
    for (size_t k = 0; w.n && k + w.n <= m; k++)
        if ((k == 0 || generic[k - 1] == ' ') &&
            (k + w.n == m || generic[k + w.n] == ' ') &&
            memcmp(generic + k, w.p, w.n) == 0)
            return true;
    return false;
}

static bool after_nation(const struct ng_naming *n, uint32_t i)
{
    const struct ng_spot *s = n->spots.n ? &n->spots.at[n->spots.n - 1] : NULL;
    return s && s->end == i && (s->type == NG_GPE || s->type == NG_NORP);
}

/* "the North", which entities.c may know; "Foreign Ministry", inside of a
 * sentence. */
static uint32_t bare_at(const struct ng_naming *n, uint32_t i, uint32_t stop,
                        enum ng_name_type *type)
{
    ng_str w = ng_folded(n, i, i + 1);
    bool pole = ng_str_eq(w, STR("north")) || ng_str_eq(w, STR("south"));
    if (n->flags[i] & (NG_SPOT_START | NG_SPOT_LOUD))
        return i;
    if (pole && stop == i + 1 &&
        ng_str_eq(n->r->words.at[i - 1].low, STR("the"))) {
        *type = NG_GPE;
        return stop;
    }
    if (after_nation(n, i) && is_generic(n, i) &&
        ng_bits(n, stop - 1) & NG_WORD_BODY) {
        *type = NG_ORG;
        return stop;
    }
    if (stop - i < 2 || stop - i > 4 ||
        !(ng_bits(n, stop - 1) & NG_WORD_BODY) || ng_bits(n, i) & NG_WORD_TITLE)
        return i;
    *type = NG_ORG;
    return stop;
}

/* What everybody knows, where the model passed it by: countries and peoples,
 * and bodies, people and large cities whose name is no common word. */
static uint32_t known_at(const struct ng_naming *n, const uint8_t *labels,
                         uint32_t i, uint32_t end, enum ng_name_type *type)
{
    static const struct {
        enum ng_lex_kind kind;
        enum ng_name_type type;
        uint32_t unlike; /* not a single word of these bits */
    } known[] = {
        {NG_LEX_COUNTRY, NG_GPE, 0},
        {NG_LEX_DEMONYM, NG_NORP, 0},
        {NG_LEX_GROUP, NG_NORP, 0},
        {NG_LEX_METONYM, NG_ORG, NG_WORD_FREQUENT},
        {NG_LEX_ORG, NG_ORG, NG_WORD_COMMON},
        {NG_LEX_AGENCY, NG_ORG, NG_WORD_COMMON},
        {NG_LEX_PERSON, NG_PER, ~(uint32_t)0},
        {NG_LEX_PLACE, NG_GPE,
         NG_WORD_COMMON | NG_WORD_GIVEN | NG_WORD_SURNAME},
    };
    if (!(n->flags[i] & NG_SPOT_CAPITAL) || n->flags[i] & NG_SPOT_BREAK ||
        n->beg[i] == n->end[i] || ng_bits(n, i) & NG_WORD_FUNCTION)
        return i;
    if (ng_str_starts(n->r->words.at[i].low, STR("covid"))) {
        *type = NG_MISC; /* "COVID-19", however it is cut and written */
        bool tail = i + 2 < end && n->r->words.at[i + 2].kind == NG_WORD_NUMBER;
        return tail && ng_str_eq(n->r->words.at[i + 1].low, STR("-")) ? i + 3
                                                                      : i + 1;
    }
    uint32_t stop = i + 1, best = i;
    uint32_t common = n->flags[i] & NG_SPOT_LOUD ? NG_WORD_COMMON : 0;
    while (stop < end && !labels[stop] && n->flags[stop] & NG_SPOT_CAPITAL)
        stop++;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        struct ng_lex_entry e;
        uint32_t to = ng_phrase_at(n, i, stop, known[k].kind, &e);
        if (to <= best ||
            (to == i + 1 && ng_bits(n, i) & (known[k].unlike | common)))
            continue;
        if (e.kind == NG_LEX_PLACE && (to < stop || e.population < 300000))
            continue;
        best = to;
        *type = known[k].type;
    }
    return best > i ? best : bare_at(n, i, stop, type);
}

/* The title of a work: a short quotation whose words have capitals. */
static uint32_t work_at(const struct ng_naming *n, uint32_t i, uint32_t end)
{
    const struct ng_report *r = n->r;
    uint32_t q = r->words.at[i].quote;
    if (q == NG_NONE || n->flags[i] & NG_SPOT_LOUD ||
        r->words.at[i].at.beg != r->quotes.at[q].at.beg)
        return i;
    uint32_t j = i, capitals = 0;
    for (; j < end && r->words.at[j].quote == q; j++) {
        if (j - i > 6 || n->beg[j] == n->end[j])
            return i;
        if (n->flags[j] & NG_SPOT_CAPITAL)
            capitals++;
        else if (j == i || !(ng_bits(n, j) & NG_WORD_FUNCTION))
            return i;
    }
    bool whole = r->words.at[j - 1].at.end == r->quotes.at[q].at.end;
    return whole && capitals > 1 ? j : i;
}

static void push_spans(struct ng_naming *n, const uint8_t *labels,
                       uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end;) {
        unsigned kind = 0;
        enum ng_name_type nation = NG_WORK;
        uint32_t known = work_at(n, i, end);
        if (known == i && !labels[i])
            known = known_at(n, labels, i, end, &nation);
        if (known > i) {
            *ng_push(&n->spots, n->work) = (struct ng_spot){
                .first = i, .end = known, .type = nation, .entity = NG_NONE};
            i = known;
            continue;
        }
        uint32_t to =
            first + (uint32_t)ng_bilou_span(labels + first, end - first,
                                            i - first, &kind);
        if (to > i)
            *ng_push(&n->spots, n->work) =
                (struct ng_spot){.first = i,
                                 .end = to,
                                 .type = (enum ng_name_type)kind,
                                 .entity = NG_NONE};
        i = to > i ? to : i + 1;
    }
}

uint32_t ng_nation_before(const struct ng_naming *n, uint32_t first,
                          uint32_t end)
{
    struct ng_lex_entry e;
    uint32_t a = ng_phrase_at(n, first, end, NG_LEX_DEMONYM, &e);
    uint32_t b = ng_phrase_at(n, first, end, NG_LEX_COUNTRY, &e);
    uint32_t cut = a > b ? a : b;
    if (cut > first && cut < end && is_generic(n, cut))
        return cut;
    cut = ng_phrase_at(n, first, end, NG_LEX_PLACE, &e);
    return cut > first && cut + 1 == end && is_generic(n, cut) ? cut : first;
}

/* "Putin-Macron", "Russia-China": two that are known, joined by a hyphen. */
static bool is_pair(const struct ng_naming *n, struct ng_spot *s)
{
    if (s->end - s->first != 3 ||
        !ng_str_eq(n->r->words.at[s->first + 1].low, STR("-")))
        return false;
    static const enum ng_lex_kind kinds[] = {NG_LEX_PERSON, NG_LEX_COUNTRY,
                                             NG_LEX_PLACE};
    uint32_t i = s->first, j = s->end - 1;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct ng_lex_entry e;
        bool person = kinds[k] == NG_LEX_PERSON;
        bool a = ng_phrase_at(n, i, i + 1, kinds[k], &e) > i;
        bool b = ng_phrase_at(n, j, j + 1, kinds[k], &e) > j;
        if ((a && b) || (person && a && ng_bits(n, j) & NG_WORD_SURNAME) ||
            (person && b && ng_bits(n, i) & NG_WORD_SURNAME)) {
            s->type = person ? NG_PER : NG_GPE;
            return true;
        }
    }
    return false;
}

/* "Later Van der Bellen left": a word that only begins the sentence. */
static bool only_begins(const struct ng_naming *n, const struct ng_spot *s)
{
    uint32_t bits = ng_bits(n, s->first);
    return s->type == NG_PER && s->end - s->first > 1 &&
           n->flags[s->first] & NG_SPOT_START &&
           !(n->flags[s->first] & (NG_SPOT_SEEN | NG_SPOT_LOUD)) &&
           bits & NG_WORD_COMMON && !(bits & (NG_WORD_GIVEN | NG_WORD_SURNAME));
}

/* "Korea", since there is a South Korea. */
static bool is_half_a_country(ng_str w)
{
    char name[64] = "south ";
    struct ng_lex_entry e;
    if (w.n > sizeof name - 6)
        return false;
    memcpy(name + 6, w.p, w.n);
    return ng_lex_find_kind((ng_str){name, w.n + 6}, NG_LEX_COUNTRY, &e);
}

/* A word that no body is called by: an adverb, a field of study. */
static bool is_no_body(const struct ng_naming *n, uint32_t i)
{
    const struct ng_word *w = &n->r->words.at[i];
    return w->tag == NG_TAG_RB || ng_str_ends(w->low, STR("ology")) ||
           ng_str_ends(w->low, STR("ism"));
}

/* No person is called after a country and then no name: "Korea Watchers", and
 * no body "China Immediately". The end of the country, or of the span. */
static uint32_t country_end(const struct ng_naming *n, const struct ng_spot *s)
{
    struct ng_lex_entry e;
    bool body = (s->type == NG_ORG || s->type == NG_GPE) &&
                s->end - s->first == 2 && is_no_body(n, s->end - 1);
    bool person = s->type == NG_PER && s->end - s->first > 1 &&
                  !(ng_bits(n, s->first) & (NG_WORD_GIVEN | NG_WORD_SURNAME));
    if (!person && !body)
        return s->end;
    uint32_t to = ng_phrase_at(n, s->first, s->end, NG_LEX_COUNTRY, &e);
    if (to == s->first && is_half_a_country(ng_folded(n, to, to + 1)))
        to++;
    return to > s->first ? to : s->end;
}

static void split_nations(struct ng_naming *n)
{
    size_t before = n->spots.n;
    if (before == 0)
        return;
    struct ng_spot *old = ng_new(n->work, struct ng_spot, before);
    memcpy(old, n->spots.at, before * sizeof *old);
    n->spots.n = 0;
    for (size_t k = 0; k < before; k++) {
        struct ng_spot s = old[k];
        s.first += only_begins(n, &s);
        s.end = country_end(n, &s);
        if (s.end < old[k].end)
            s.type = NG_GPE;
        uint32_t cut = s.type == NG_ORG && s.end - s.first > 1
                           ? ng_nation_before(n, s.first, s.end)
                           : s.first;
        if (is_pair(n, &s)) {
            cut = s.first + 1;
            *ng_push(&n->spots, n->work) = (struct ng_spot){.first = s.first,
                                                            .end = cut,
                                                            .type = s.type,
                                                            .entity = NG_NONE};
            s.first = cut + 1;
        } else if (cut > s.first) {
            *ng_push(&n->spots, n->work) = (struct ng_spot){.first = s.first,
                                                            .end = cut,
                                                            .type = NG_GPE,
                                                            .entity = NG_NONE};
            s.first = cut;
        }
        *ng_push(&n->spots, n->work) = s;
    }
}

/* Titles and roles right before a name: "President", "the prime minister". */
static void read_roles(struct ng_naming *n)
{
    size_t k = 0;
    for (size_t s = 0; s < n->r->sentences.n; s++) {
        uint32_t role = 0, role_end = 0;
        uint32_t end = n->r->sentences.at[s].end;
        for (uint32_t i = n->r->sentences.at[s].first; i < end;) {
            while (k < n->spots.n && n->spots.at[k].end <= i)
                k++;
            struct ng_spot *spot = k < n->spots.n ? &n->spots.at[k] : NULL;
            if (spot && spot->first == i) {
                if (role_end == i && role < i) {
                    spot->role = role;
                    spot->role_end = role_end;
                }
                i = spot->end;
                continue;
            }
            struct ng_lex_entry e;
            uint32_t stop = spot && spot->first < end ? spot->first : end;
            uint32_t t = n->flags[i] & NG_SPOT_BREAK
                             ? i
                             : ng_phrase_at(n, i, stop, NG_LEX_ROLE, &e);
            if (t > i) {
                role = role_end == i && role < i ? role : i;
                role_end = t;
            }
            i = t > i ? t : i + 1;
        }
    }
}

void ng_spot_with(struct ng_naming *n, const struct ng_crf *crf)
{
    struct ng_name_looks looks = ng_look_at_words(n);
    uint8_t *labels = ng_new(n->work, uint8_t, n->r->words.n);
    for (size_t k = 0; k < n->r->sentences.n; k++) {
        const struct ng_sentence *s = &n->r->sentences.at[k];
        label_sentence(crf, &looks, s->first, s->end, labels, *n->work);
    }
    for (size_t k = 0; k < n->r->sentences.n; k++) {
        const struct ng_sentence *s = &n->r->sentences.at[k];
        push_spans(n, labels, s->first, s->end);
    }
    split_nations(n);
    ng_settle_names(n);
    for (size_t k = 0; k < n->spots.n; k++)
        look_up(n, &n->spots.at[k]);
    read_roles(n);
}

void ng_spot_names(struct ng_naming *n)
{
    struct ng_model model;
    struct ng_crf crf;
    if (ng_linked_open(&model, NG_MODEL_NAMES) &&
        ng_crf_open(&crf, &model, 0) && crf.labels == NG_NAME_LABELS)
        ng_spot_with(n, &crf);
}
