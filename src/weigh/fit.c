/* fit.c - what may be one and the same: deeds and places. See merge.h; parties
 * are in portrait.c. */
#include "weigh/merge.h"

#include "lexicon/lexicon.h"

#include <math.h>

/* Kinds of deed, by the beginning of the trigger's words. Order matters: the
 * first kind that fits is taken. */
enum { CROSSING = 3, SIGNING = 9 };
static const struct {
    unsigned deed;
    ng_str stems; /* with bars around each */
} deeds[] = {
    {1, S("|meet|met|summit|talk|conference|session|negotiat|sit down|sat |"
          "dialog|discuss|conversation|confer|consult|")},
    {2, S("|arriv|land|reach|touch|pull into|")},
    {CROSSING, S("|cross|enter|")},
    {4, S("|tour|inspect|")},
    {5, S("|depart|left|leave|set off|")},
    {6, S("|greet|welcom|receiv|")},
    {7, S("|visit|trip|travel|head|went|go |fly|flew|come|came|journey|stop|"
          "continue|take|took|step|")},
    {8, S("|call|phone|telephone|")},
    {SIGNING, S("|sign|")},
    {10, S("|accept|")},
    {11, S("|invit|extend|")},
    {12, S("|confirm|announc|")},
    {13, S("|kill|die|dead|")},
    {14, S("|wound|injur|hurt|")},
    {15, S("|spot|seen|appear|")},
    {16, S("|arrest|detain|custody|round|")},
    {17, S("|charge|indict|prosecut|")},
    {18, S("|sentenc|convict|jail|imprison|")},
    {19, S("|releas|free|")},
    {20, S("|search|raid|")},
    {21, S("|shell|bomb|bombard|airstrike|strike|struck|")},
    {22, S("|shoot|shot|gunn|")},
    {23, S("|march|rall|protest|demonstrat|")},
    {24, S("|deploy|mobili|")},
};

static unsigned deed_of(ng_str word)
{
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        ng_str left = deeds[i].stems;
        while (left.n) {
            ng_cut cut = ng_cut_at(left, '|');
            left = cut.tail;
            if (cut.head.n && ng_str_starts_nocase(word, cut.head))
                return deeds[i].deed;
        }
    }
    return 0;
}

static unsigned deed_of_words(ng_str words)
{
    while (words.n) {
        ng_cut cut = ng_cut_at(words, ' ');
        unsigned deed = cut.head.n > 3 ? deed_of(cut.head) : 0;
        if (deed)
            return deed;
        words = cut.tail;
    }
    return 0;
}

unsigned ng_deed(const struct ng_report *r, const struct ng_mention *m)
{
    ng_str trigger = ng_slice(r->text, m->trigger);
    if (m->type == NG_CONSULT &&
        ng_str_find_nocase(ng_slice(r->text, m->clause), STR("the border"),
                           0) != SIZE_MAX &&
        ng_str_find_nocase(trigger, STR("meet"), 0) == SIZE_MAX)
        return CROSSING; /* "took his train across the border" */
    if (m->type == NG_SUPPORT && ng_str_starts(m->rule, STR("sign")))
        return SIGNING; /* "reached a deal", "make a joint statement" */
    static const ng_str holds[] = {S("take"), S("took"), S("taking"),
                                   S("hold"), S("held"), S("be held"),
                                   S("come")};
    for (size_t i = 0; i < sizeof holds / sizeof *holds; i++)
        if (ng_str_starts_nocase(trigger, holds[i])) {
            unsigned deed = deed_of_words((ng_str){
                r->text.p + m->clause.beg, m->trigger.beg - m->clause.beg});
            if (deed)
                return deed; /* "the meeting would take place" */
        }
    return deed_of(trigger);
}

bool ng_deed_is_stop(unsigned deed)
{
    return deed >= 2 && deed <= 7 && deed != 4 && deed != 6;
}

double ng_distance_km(double lat1, double lon1, double lat2, double lon2)
{
    const double rad = 3.14159265358979323846 / 180;
    double h = pow(sin((lat2 - lat1) * rad / 2), 2) +
               cos(lat1 * rad) * cos(lat2 * rad) *
                   pow(sin((lon2 - lon1) * rad / 2), 2);
    return 2 * 6371 * asin(sqrt(h < 1 ? h : 1));
}

static bool is_country(const struct ng_entity *e)
{
    return ng_str_starts(e->key, STR("country:"));
}

/* The entry of the lexicon that a place is. */
static bool entry_of(const struct ng_entity *e, struct ng_lex_entry *found)
{
    char buf[256];
    struct ng_lex_entry at[8];
    if (!e->geonameid || e->name.n * 3 + 1 > sizeof buf)
        return false;
    size_t n = ng_lex_fold_into(e->name, buf, sizeof buf);
    if (n == SIZE_MAX)
        return false;
    n = ng_lex_find((ng_str){buf, n}, at, 8);
    for (size_t i = 0; i < n; i++)
        if (at[i].geonameid == e->geonameid)
            return *found = at[i], true;
    return false;
}

static bool is_region(const struct ng_lex_entry *e)
{
    return strncmp(e->feature, "ADM", 3) == 0;
}

/* A town and the region that it lies in. */
static bool in_region(const struct ng_entity *x, const struct ng_entity *y)
{
    struct ng_lex_entry a, b;
    if (strcmp(x->country, y->country) != 0 && x->country[0] && y->country[0])
        return false;
    if (!entry_of(x, &a) || !entry_of(y, &b) || is_region(&a) == is_region(&b))
        return false;
    return a.admin1[0] && strcmp(a.country, b.country) == 0 &&
           strcmp(a.admin1, b.admin1) == 0;
}

enum ng_scope ng_places_lie(const struct ng_report *ra, uint32_t a,
                            const struct ng_report *rb, uint32_t b)
{
    enum { NEAR = 40 };
    if (a >= ra->entities.n || b >= rb->entities.n)
        return NG_SCOPE_OPEN;
    const struct ng_entity *x = &ra->entities.at[a], *y = &rb->entities.at[b];
    if (ng_str_eq(x->key, y->key))
        return NG_SCOPE_SAME;
    if (is_country(x) || is_country(y)) {
        if (!x->country[0] || !y->country[0])
            return NG_SCOPE_OPEN;
        return strcmp(x->country, y->country) == 0 ? NG_SCOPE_NESTED
                                                   : NG_SCOPE_APART;
    }
    if ((x->lat == 0 && x->lon == 0) || (y->lat == 0 && y->lon == 0))
        return NG_SCOPE_OPEN; /* a campus, a town hall */
    if (ng_distance_km((double)x->lat, (double)x->lon, (double)y->lat,
                       (double)y->lon) < NEAR ||
        in_region(x, y))
        return NG_SCOPE_NESTED;
    return NG_SCOPE_APART;
}

bool ng_place_fit(const struct ng_report *ra, uint32_t a,
                  const struct ng_report *rb, uint32_t b)
{
    return ng_places_lie(ra, a, rb, b) != NG_SCOPE_APART;
}
