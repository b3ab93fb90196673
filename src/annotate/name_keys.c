#include "annotate/name_keys.h"

#include "annotate/linked.h"
#include "base/hash.h"
#include "base/names.h"

enum look_kind { /* of a phrase of the lexicon */
                 COUNTRY = 1,
                 DEMONYM = 2,
                 METONYM = 4,
                 TOWN = 8,
                 CITY = 16, /* a large one, or the seat of something */
                 NATURE = 32,
                 BUILDING = 64,
                 PERSON = 128,
                 BODY = 256,
                 AGENCY = 512,
                 ROLE = 1024,
                 EVENT = 2048,
                 GROUP = 4096,
                 LOOK_KINDS = 13
};
enum { /* around */
       AFTER_TITLE = 1,
       AFTER_GIVEN = 2,
       BEFORE_BODY = 4,
       AFTER_IN = 8,
       BEFORE_SAID = 16,
       IN_PERSON = 32,
       IN_PLACE = 64,
       IN_BODY = 128,
       AFTER_CAPITAL = 256,
       BEFORE_CAPITAL = 512,
       IN_BRACKETS = 1024,
       BEFORE_SURNAME = 2048,
       AROUND_BITS = 12
};

static const char particles[] = "al el bin ibn bint ben abu van von der den de "
                                "del della di da dos du la le ter ul ud y";

/* ---- which words can be part of a name ---------------------------------- */

static bool has_capital(ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (ng_is_upper(s.p[i]))
            return true;
    return false;
}

static bool closes(const struct ng_naming *n, uint32_t i)
{
    ng_str s = ng_slice(n->r->text, n->r->words.at[i].at);
    if (s.n != 1 || !strchr(".,;:?!\"()[]", s.p[0]))
        return false;
    return s.p[0] != '.' || i == 0 ||
           n->r->words.at[i - 1].at.end - n->r->words.at[i - 1].at.beg >
               1; /* "U . S ." */
}

/* Small words count between two capitals that are near, particles before one,
 * numbers beside one. */
static void find_candidates(const struct ng_naming *n, uint64_t *may)
{
    const struct ng_report *r = n->r;
    const uint64_t all = ((uint64_t)1 << NG_NAME_LABELS) - 1;
    for (size_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        uint32_t last = NG_NONE;
        for (uint32_t i = s->first; i < s->end; i++) {
            const struct ng_word *w = &r->words.at[i];
            bool big = n->flags[i] & NG_SPOT_CAPITAL ||
                       (w->kind == NG_WORD_LETTERS &&
                        has_capital(ng_slice(r->text, w->at)));
            may[i] = big ? all : 1;
            if (!big && w->kind == NG_WORD_NUMBER &&
                ((last != NG_NONE && last + 1 == i) ||
                 (i + 1 < s->end && n->flags[i + 1] & NG_SPOT_CAPITAL)))
                may[i] = all;
            if (!big && w->kind == NG_WORD_NUMBER && i > s->first + 1 &&
                last == i - 2 && ng_str_eq(w[-1].low, STR("-")))
                may[i] = may[i - 1] = all; /* "COVID - 19" */
            if (!big && last != NG_NONE && last + 1 == i &&
                ng_str_eq(w->low, STR(".")) && w->at.beg > 0 &&
                r->words.at[last].at.end - r->words.at[last].at.beg == 1)
                may[i] = all;
            if (!big)
                continue;
            for (uint32_t j = i; j > s->first && i - j < 4;) {
                ng_str low = r->words.at[--j].low;
                if (!ng_str_among(low, particles) &&
                    !(j + 1 == i && ng_str_eq(low, STR("-"))))
                    break;
                may[j] = all;
            }
            bool open = last != NG_NONE && i - last <= 4;
            for (uint32_t j = last + 1; open && j < i; j++)
                open = !closes(n, j);
            for (uint32_t j = last + 1; open && j < i; j++)
                may[j] = all;
            last = i;
        }
    }
}

/* ---- phrases of the lexicon -----------------------------------------------
 */

static uint32_t look_kind_of(const struct ng_lex_entry *e)
{
    static const char fac[] = "FAC AIRP SQR RR ST CNL";
    static const char loc[] = "SEA OCN GULF STRT BAY CHN PEN RGN MT MTS STM LK "
                              "LKS ISL ISLS CONT DSRT CAPE SHOL RF FLLS";
    static const uint16_t kind[NG_LEX_KIND_COUNT] = {
        [NG_LEX_COUNTRY] = COUNTRY, [NG_LEX_DEMONYM] = DEMONYM,
        [NG_LEX_METONYM] = METONYM, [NG_LEX_PLACE] = TOWN,
        [NG_LEX_PERSON] = PERSON,   [NG_LEX_ORG] = BODY,
        [NG_LEX_AGENCY] = AGENCY,   [NG_LEX_ROLE] = ROLE,
        [NG_LEX_AGENT] = 0,         [NG_LEX_EVENT] = EVENT,
        [NG_LEX_GROUP] = GROUP};
    if (e->kind != NG_LEX_PLACE)
        return kind[e->kind];
    ng_str f = ng_str_of(e->feature);
    if (ng_str_among(f, fac))
        return BUILDING;
    if (ng_str_among(f, loc))
        return NATURE;
    return e->population > 150000 || ng_str_starts(f, STR("ADM")) ||
                   ng_str_starts(f, STR("PPLC"))
               ? CITY
               : TOWN;
}

/* The longest phrase that begins at word i. */
static uint32_t phrase(const struct ng_naming *n, uint32_t i, uint32_t end,
                       uint32_t *kinds)
{
    uint32_t best = i;
    for (uint32_t j = i; j < end && j < i + 9; j++) {
        if (n->flags[j] & NG_SPOT_BREAK)
            break;
        if (n->beg[j] == n->end[j] && j > i)
            continue;
        struct ng_lex_hit hit =
            j == i ? n->hit[i] : ng_lex_look(ng_folded(n, i, j + 1));
        uint32_t found = 0;
        for (uint32_t k = 0; k < hit.n && k < 6; k++) {
            struct ng_lex_entry e = ng_lex_at(hit, k);
            found |= look_kind_of(&e);
        }
        if (found) {
            *kinds = found;
            best = j + 1;
        }
        if (!hit.prefix)
            break;
    }
    return best;
}

static void look_up_phrases(const struct ng_naming *n, struct ng_name_looks *l)
{
    const struct ng_report *r = n->r;
    for (size_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        for (uint32_t i = s->first; i < s->end; i++) {
            uint32_t kinds = 0;
            if (l->may[i] == 1 || n->flags[i] & NG_SPOT_BREAK ||
                n->beg[i] == n->end[i])
                continue;
            uint32_t end = phrase(n, i, s->end, &kinds);
            bool capital = false;
            for (uint32_t j = i; j < end; j++)
                capital |= n->flags[j] & NG_SPOT_CAPITAL;
            for (uint32_t j = i; capital && j < end; j++) {
                uint64_t at = end == i + 1   ? 3
                              : j == i       ? 0
                              : j + 1 == end ? 2
                                             : 1;
                l->at[j].kinds |= kinds;
                l->at[j].place = ng_mix(l->at[j].place, kinds * 4 + at + 17);
            }
        }
    }
}

/* ---- the word itself ----------------------------------------------------- */

static char class_of(char c)
{
    if (ng_is_upper(c))
        return 'X';
    if (ng_is_lower(c))
        return 'x';
    if (ng_is_digit(c))
        return 'd';
    return (unsigned char)c >= 0x80 ? 'u' : c;
}

static void shape_word(ng_str s, struct ng_name_look *w)
{
    char shape[16], brief[16], last = 0;
    size_t n = 0, m = 0, up = 0, small = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = class_of(s.p[i]);
        if (((unsigned char)s.p[i] & 0xc0) == 0x80)
            continue;
        if (n < 12)
            shape[n++] = c;
        if (c != last && m < sizeof brief)
            brief[m++] = c;
        last = c;
        up += c == 'X';
        small += c == 'x';
        w->mark |= (uint8_t)((c == 'd' ? 4 : 0) | (c == '-' ? 8 : 0));
    }
    w->mark |= (uint8_t)(up > 1 && small == 0 ? 2 : 0);
    w->shape = ng_hash64((ng_str){shape, n}, 12);
    w->brief = ng_hash64((ng_str){brief, m}, 13);
}

static void cluster_word(ng_str low, const struct ng_section *clusters,
                         struct ng_name_look *w)
{
    uint64_t c = ng_cell_find(clusters, ng_cluster_key(low));
    const char *dash = c ? NULL : memrchr(low.p, '-', low.n);
    if (dash) {
        size_t at = (size_t)(dash - low.p) + 1;
        c = ng_cell_find(clusters,
                         ng_cluster_key((ng_str){low.p + at, low.n - at}));
    }
    if (c == 0)
        return;
    w->cluster[0] = (uint16_t)((c & 63) + 1);
    w->cluster[1] = (uint16_t)((c >> 6 & 255) + 1);
    w->cluster[2] = (uint16_t)((c >> 14 & 1023) + 1);
    w->cluster[3] = (uint16_t)((c >> 24 & 4095) + 1);
}

/* Neighbours need less than the words that are decided about. */
static void look_at_word(const struct ng_naming *n, uint32_t i, bool whole,
                         bool shouted, const struct ng_section *clusters,
                         struct ng_name_look *w)
{
    const struct ng_word *word = &n->r->words.at[i];
    ng_range part = n->part[i];
    ng_str s = ng_slice(n->r->text, part), low = word->low;
    if (part.end - part.beg < word->at.end - word->at.beg &&
        low.n == word->at.end - word->at.beg) {
        low.p += part.beg - word->at.beg;
        low.n = part.end - part.beg;
        w->mark |= 8;
    }
    w->low = ng_hash64(low, 10);
    w->bits = n->hit[i].bits;
    w->tag = word->tag;
    w->loud = n->flags[i] & NG_SPOT_LOUD;
    w->start = n->flags[i] & NG_SPOT_START;
    w->seen = n->flags[i] & NG_SPOT_SEEN;
    w->mark |= n->flags[i] & NG_SPOT_CAPITAL ? 1 : 0;
    shape_word(s, w);
    w->form = ng_hash64(s, 11);
    if (clusters)
        cluster_word(low, clusters, w);
    for (size_t k = 0; k < 4; k++) {
        size_t m = low.n < k + 1 ? low.n : k + 1;
        w->tail[k] = ng_hash64((ng_str){low.p + low.n - m, m}, 14 + k);
        if (!whole && k == 2)
            break;
        if (k > 0)
            w->head[k - 1] = ng_hash64((ng_str){low.p, m}, 18 + k);
    }
    if (w->loud) { /* "EU" in title case is a sign all the same */
        w->shape = w->brief = 77;
        bool odd = !shouted && w->mark & 2;
        w->form = odd ? ng_hash64(s, 11) : 0;
        w->mark = (uint8_t)(16 | (w->mark & (odd ? 14 : 12)));
    }
}

/* ---- the rest of the report -----------------------------------------------
 */

struct place_of_word {
    uint32_t up, small;
    uint16_t around, loud; /* loud: in lines where capitals say nothing */
};

static uint16_t what_is_around(const struct ng_naming *n,
                               const struct ng_name_looks *l, uint32_t first,
                               uint32_t end, uint32_t i)
{
    static const char in[] = "in at from near to around outside";
    static const char said[] = "said says told added tweeted wrote warned "
                               "insisted urged replied called asked announced";
    const struct ng_report *r = n->r;
    uint16_t a = 0;
    const struct ng_name_look *w = &l->at[i];
    if (i > first) {
        const struct ng_name_look *b = w - 1;
        bool up = n->flags[i - 1] & NG_SPOT_CAPITAL;
        a |= b->bits & NG_WORD_TITLE ? AFTER_TITLE : 0;
        a |= up && b->bits & NG_WORD_GIVEN ? AFTER_GIVEN : 0;
        a |= ng_str_among(r->words.at[i - 1].low, in) ? AFTER_IN : 0;
        a |= up && !b->start ? AFTER_CAPITAL : 0;
        ng_str mark = ng_slice(r->text, r->words.at[i - 1].at);
        a |= mark.n == 1 && mark.p[0] == '(' ? IN_BRACKETS : 0;
    }
    if (i + 1 < end) {
        bool up = n->flags[i + 1] & NG_SPOT_CAPITAL;
        a |= up ? BEFORE_CAPITAL : 0;
        a |= up && w[1].bits & NG_WORD_BODY ? BEFORE_BODY : 0;
        a |= up && w[1].bits & NG_WORD_SURNAME ? BEFORE_SURNAME : 0;
        a |= ng_str_among(r->words.at[i + 1].low, said) ? BEFORE_SAID : 0;
    }
    a |= w->kinds & PERSON ? IN_PERSON : 0;
    a |= w->kinds & (COUNTRY | CITY) ? IN_PLACE : 0;
    a |= w->kinds & (BODY | AGENCY) ? IN_BODY : 0;
    return a;
}

static void read_report(const struct ng_naming *n, struct ng_name_looks *l)
{
    const struct ng_report *r = n->r;
    struct ng_names names = {0};
    NG_LIST(struct place_of_word) at = {0};
    uint32_t *id = ng_new(n->work, uint32_t, r->words.n);
    for (uint32_t i = 0; i < r->words.n; i++) {
        id[i] = NG_NO_NAME;
        if (l->may[i] == 1 || n->beg[i] == n->end[i] ||
            !(n->flags[i] & NG_SPOT_CAPITAL))
            continue;
        id[i] = ng_name(&names, ng_folded(n, i, i + 1), n->work);
        if (id[i] == at.n)
            *ng_push(&at, n->work) = (struct place_of_word){0};
        const struct ng_sentence *s = &r->sentences.at[r->words.at[i].sentence];
        struct place_of_word *p = &at.at[id[i]];
        if (!l->at[i].loud) {
            p->up += !l->at[i].start;
            p->around |= what_is_around(n, l, s->first, s->end, i);
        } else {
            p->loud |= what_is_around(n, l, s->first, s->end, i) &
                       (uint16_t) ~(AFTER_CAPITAL | BEFORE_CAPITAL);
        }
    }
    for (uint32_t i = 0; i < r->words.n; i++)
        if (l->may[i] == 1 && r->words.at[i].kind == NG_WORD_LETTERS &&
            !(n->hit[i].bits & NG_WORD_FUNCTION) && n->beg[i] < n->end[i]) {
            uint32_t k = ng_name_find(&names, ng_folded(n, i, i + 1));
            if (k != NG_NO_NAME)
                at.at[k].small++;
        }
    for (uint32_t i = 0; i < r->words.n; i++) {
        if (id[i] == NG_NO_NAME)
            continue;
        const struct place_of_word *p = &at.at[id[i]];
        l->at[i].counts = (uint8_t)((p->up > 2 ? 3 : p->up) * 4 +
                                    (p->small > 2 ? 3 : p->small));
        l->at[i].around = p->around ? p->around : l->at[i].loud ? p->loud : 0;
    }
}

/* Mostly without small letters, so that "EU" looks like "THE" there. */
static bool is_shouted(const struct ng_report *r, const struct ng_sentence *s)
{
    size_t upper = 0, title = 0;
    for (uint32_t i = s->first; i < s->end; i++) {
        const struct ng_word *w = &r->words.at[i];
        if (w->kind != NG_WORD_LETTERS || w->low.n < 2)
            continue;
        upper += w->letter_case == NG_CASE_UPPER;
        title += w->letter_case == NG_CASE_TITLE;
    }
    return upper >= title;
}

struct ng_name_looks ng_look_at_words(const struct ng_naming *n)
{
    const struct ng_report *r = n->r;
    struct ng_model clusters;
    bool there = ng_linked_open(&clusters, NG_MODEL_CLUSTERS);
    struct ng_name_looks l = {ng_new(n->work, struct ng_name_look, r->words.n),
                              ng_new(n->work, uint64_t, r->words.n)};
    find_candidates(n, l.may);
    for (size_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        bool shouted = is_shouted(r, s);
        for (uint32_t i = s->first; i < s->end; i++) {
            bool near = l.may[i] != 1;
            for (uint32_t j = i > s->first + 2 ? i - 2 : s->first;
                 !near && j < s->end && j < i + 3; j++)
                near = l.may[j] != 1;
            if (near)
                look_at_word(n, i, l.may[i] != 1, shouted,
                             there ? &clusters.section[0] : NULL, &l.at[i]);
        }
    }
    look_up_phrases(n, &l);
    read_report(n, &l);
    return l;
}

/* ---- features ---------------------------------------------------------------
 */

static uint64_t mix3(uint64_t a, uint64_t b, uint64_t c)
{
    return ng_mix(ng_mix(a, b), c);
}

/* A feature whose number is its own, so that sets of bits can be added. */
static void add_bits(struct ng_keys *f, uint32_t set, unsigned count,
                     uint64_t what)
{
    for (unsigned b = 0; b < count && f->n < NG_KEYS; b++)
        if (set >> b & 1)
            f->at[f->n++] = ng_mix(what, b * 0x51ed270b1a3c7d29u + 5);
}

void ng_name_keys(const struct ng_name_looks *l, uint32_t first, uint32_t end,
                  uint32_t i, struct ng_keys *keys)
{
    static const struct ng_name_look nothing;
    const struct ng_name_look *c = &l->at[i];
    const struct ng_name_look *a = i > first ? c - 1 : &nothing;
    const struct ng_name_look *aa = i > first + 1 ? c - 2 : &nothing;
    const struct ng_name_look *b = i + 1 < end ? c + 1 : &nothing;
    const struct ng_name_look *bb = i + 2 < end ? c + 2 : &nothing;
    uint64_t start = c->start, cap = c->mark & 1;
    const uint64_t values[] = {
        1,
        c->form,
        aa->low,
        a->low,
        c->low,
        b->low,
        bb->low,
        ng_mix(a->low, c->low),
        ng_mix(c->low, b->low),
        c->shape,
        c->brief,
        a->brief,
        b->brief,
        mix3(a->brief, c->brief, b->brief),
        ng_mix(c->brief, b->low),
        ng_mix(c->brief, a->low),
        c->head[0],
        c->head[1],
        c->head[2],
        c->tail[0],
        c->tail[1],
        c->tail[2],
        c->tail[3],
        a->tail[2],
        b->tail[2],
        ng_mix(c->mark, start),
        ng_mix(start, c->brief),
        mix3(a->mark, c->mark, b->mark * 2u + start),
        a->cluster[0],
        a->cluster[1],
        a->cluster[2],
        a->cluster[3],
        c->cluster[0],
        c->cluster[1],
        c->cluster[2],
        c->cluster[3],
        b->cluster[0],
        b->cluster[1],
        b->cluster[2],
        b->cluster[3],
        aa->cluster[1],
        bb->cluster[1],
        ng_mix(c->cluster[1], c->mark),
        mix3(a->cluster[1], c->cluster[1], cap),
        mix3(c->cluster[1], b->cluster[1], cap),
        ng_mix(a->cluster[2], c->brief),
        ng_mix(b->cluster[2], c->brief),
        c->place,
        ng_mix(c->place, c->brief),
        a->place,
        b->place,
        ng_mix(c->kinds, a->kinds),
        ng_mix(c->kinds, b->kinds),
        ng_mix(c->counts, cap * 2 + start),
        ng_mix(c->counts, c->brief),
        ng_mix(c->seen, c->mark * 2u + start),
        c->bits,
        ng_mix(c->bits, c->mark * 2u + start),
        a->bits,
        b->bits,
        mix3(a->bits & (NG_WORD_TITLE | NG_WORD_GIVEN), c->bits, cap),
        mix3(b->bits & (NG_WORD_BODY | NG_WORD_SURNAME), c->bits, cap),
        c->tag,
        ng_mix(c->tag, c->mark * 2u + start),
        ng_mix(a->tag, c->tag),
        ng_mix(c->tag, b->tag),
        mix3(a->tag, c->tag, b->tag),
        ng_mix(aa->tag, a->tag),
        ng_mix(b->tag, bb->tag),
    };
    keys->n = 0;
    for (size_t k = 0; k < sizeof values / sizeof *values; k++)
        ng_add(keys, values[k]);
    add_bits(keys, c->kinds, LOOK_KINDS, 0x6a2);
    add_bits(keys, c->bits, 13, 0x6a3);
    add_bits(keys, c->around, AROUND_BITS,
             ng_mix(0x6a4, (uint64_t)(a->mark & 1) * 2 + (b->mark & 1)));
}
