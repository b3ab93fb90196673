/* around.c - see around.h. Words and their order alone: a report that comes
 * from the store has no arcs. */
#include "weigh/around.h"

#include <stdlib.h>

/* ---- who says so ------------------------------------------------------ */

static ng_str key_of(const struct ng_report *r, uint32_t entity, ng_range at)
{
    return entity < r->entities.n ? r->entities.at[entity].key
                                  : ng_slice(r->text, at);
}

/* "Police put the crowd at 3,000": a body that gives a number. */
static ng_str giver_of(const struct ng_report *r, uint32_t s)
{
    static const ng_str gives[] = {
        S("put"),  S("estimated"), S("counted"),  S("claimed"), S("reported"),
        S("said"), S("gave"),      S("recorded"), S("says"),    S("confirmed")};
    static const ng_str dull[] = {S("the"), S("a"),     S("an"),  S("but"),
                                  S("and"), S("while"), S("the"), S("later")};
    const struct ng_sentence *x = &r->sentences.at[s];
    for (uint32_t w = x->first; w < x->end && w < x->first + 6; w++)
        if (w > x->first && NG_ANY(ng_low_at(r, w), gives)) {
            uint32_t from = x->first;
            while (from < w && NG_ANY(ng_low_at(r, from), dull))
                from++;
            return from < w ? ng_slice(r->text,
                                       (ng_range){r->words.at[from].at.beg,
                                                  r->words.at[w - 1].at.end})
                            : STR("");
        }
    return STR("");
}

ng_str ng_source_of(const struct ng_report *r, ng_range at)
{
    const struct ng_saying *best = NULL;
    for (size_t i = 0; i < r->sayings.n; i++) {
        const struct ng_saying *y = &r->sayings.at[i];
        if (ng_range_in(at, y->content) && !ng_range_empty(y->source) &&
            (!best || ng_range_in(y->content, best->content)))
            best = y;
    }
    if (best)
        return key_of(r, best->entity, best->source);
    uint32_t s = ng_sentence_at(r, at.beg);
    return s == NG_NONE ? STR("") : giver_of(r, s);
}

/* ---- words and names -------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t hash_of(ng_str s)
{
    return (uint32_t)ng_hash64(s, 7);
}

static uint8_t keep(uint32_t *list, uint8_t n, unsigned most, uint32_t v)
{
    for (uint8_t i = 0; i < n; i++)
        if (list[i] == v)
            return n;
    if (n < most)
        list[n++] = v;
    return n;
}

/* "shelling", "shelled", "accusations", "accused": what they begin with. */
static ng_str stem_of(ng_str low)
{
    enum { LEAST = 4, MOST = 8 };
    static const ng_str ends[] = {S("ations"), S("ation"), S("ings"), S("ions"),
                                  S("ing"),    S("ion"),   S("ers"),  S("ed"),
                                  S("er"),     S("es"),    S("e"),    S("s")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ng_str_ends(low, ends[i]) && low.n >= ends[i].n + LEAST) {
            low.n -= ends[i].n;
            break;
        }
    return (ng_str){low.p, low.n > MOST ? MOST : low.n};
}

/* Words of any report of anything. */
static bool is_plain(ng_str low)
{
    static const ng_str plain[] = {
        S("people"),      S("person"),      S("police"),   S("government"),
        S("official"),    S("officials"),   S("ministry"), S("minister"),
        S("according"),   S("number"),      S("after"),    S("before"),
        S("there"),       S("their"),       S("which"),    S("while"),
        S("where"),       S("about"),       S("other"),    S("others"),
        S("least"),       S("could"),       S("would"),    S("spokesman"),
        S("spokeswoman"), S("authorities"), S("reported"), S("officer"),
        S("officers"),    S("interior"),    S("monday"),   S("tuesday"),
        S("wednesday"),   S("thursday"),    S("friday"),   S("saturday"),
        S("sunday"),      S("being"),       S("under"),    S("statement")};
    return NG_ANY(low, plain);
}

static bool is_harm(enum ng_theme t)
{
    return t >= NG_THEME_DEAD && t <= NG_THEME_MISSING;
}

static void fill_words(const struct ng_report *r, const struct ng_sentence *s,
                       ng_range skip, ng_str who, enum ng_theme own,
                       struct ng_around *c)
{
    enum { BARE = 4 };
    bool other = false;
    for (uint32_t w = s->first; w < s->end; w++) {
        const struct ng_word *x = &r->words.at[w];
        bool counted = who.n && ng_str_starts(x->low, who);
        if (x->kind == NG_WORD_LETTERS && x->low.n >= 5 && x->name == NG_NONE &&
            !counted && !is_plain(x->low) &&
            !(own && ng_theme_of(x->low) == own) && !ng_range_in(x->at, skip))
            c->words_n = keep(c->words, c->words_n, NG_AROUND_WORDS,
                              hash_of(stem_of(x->low)));
        enum ng_theme t = ng_theme_of(x->low);
        if (t && t != own) /* "laborers", "workers" */
            c->words_n = keep(c->words, c->words_n, NG_AROUND_WORDS, t);
        other |= t && t != own && !is_harm(t);
    }
    c->bare = c->words_n <= BARE && !other;
    if (c->words_n)
        qsort(c->words, c->words_n, sizeof *c->words, by_number);
}

/* "in Arend", "across the valley": where it was, not who acts. */
static bool is_where(const struct ng_report *r, const struct ng_sentence *s,
                     ng_range name)
{
    static const ng_str in[] = {S("in"),     S("at"),         S("near"),
                                S("across"), S("throughout"), S("outside"),
                                S("around"), S("within"),     S("inside"),
                                S("from"),   S("over")};
    uint32_t w = ng_word_at(r, name.beg);
    for (uint32_t k = 0; w != NG_NONE && k < 4 && w > s->first; k++)
        if (NG_ANY(ng_low_at(r, --w), in))
            return true;
    return false;
}

static void fill_names(const struct ng_report *r, const struct ng_sentence *s,
                       size_t name, struct ng_around *c)
{
    for (size_t i = name; i < r->names.n && r->names.at[i].at.beg < s->at.end;
         i++) {
        const struct ng_name_mention *n = &r->names.at[i];
        if (n->entity >= r->entities.n || n->at.beg < s->at.beg)
            continue;
        const struct ng_entity *e = &r->entities.at[n->entity];
        c->names_n =
            keep(c->names, c->names_n, NG_AROUND_NAMES, hash_of(e->key));
        if (e->country[0])
            c->names_n = keep(c->names, c->names_n, NG_AROUND_NAMES,
                              hash_of(ng_str_of(e->country)));
        bool place =
            n->type == NG_GPE || n->type == NG_LOC || n->type == NG_FAC;
        if (place && is_where(r, s, n->at))
            c->places_n =
                keep(c->places, c->places_n, NG_AROUND_PLACES, n->entity);
    }
    if (c->names_n)
        qsort(c->names, c->names_n, sizeof *c->names, by_number);
}

/* The day told nearest to what is claimed: farther off it is the day of
 * something else in the sentence. */
static void fill_when(const struct ng_report *r, const struct ng_sentence *s,
                      ng_range claim, struct ng_around *c)
{
    uint32_t least = 80;
    c->when = NG_NO_DAYS;
    for (size_t i = ng_first_time(r, s->at.beg);
         i < r->times.n && r->times.at[i].at.beg < s->at.end; i++) {
        const struct ng_time *t = &r->times.at[i];
        uint32_t away = t->at.beg > claim.end   ? t->at.beg - claim.end
                        : claim.beg > t->at.end ? claim.beg - t->at.end
                                                : 0;
        if (t->value.first != NG_NO_DAY && t->value.last != NG_NO_DAY &&
            t->kind == NG_DATE && away < least) {
            c->when = t->value;
            least = away;
        }
    }
}

struct ng_sentence ng_window(const struct ng_report *r, uint32_t sentence,
                             ng_range at)
{
    enum { AROUND = 100 };
    struct ng_sentence s = r->sentences.at[sentence];
    if (s.end - s.first <= 2 * AROUND)
        return s;
    uint32_t here = at.end > at.beg ? ng_word_at(r, at.beg) : s.first;
    if (here == NG_NONE || here < s.first || here >= s.end)
        here = s.first;
    uint32_t first = here - s.first > AROUND ? here - AROUND : s.first;
    uint32_t end = s.end - first > 2 * AROUND ? first + 2 * AROUND : s.end;
    s.at.beg = r->words.at[first].at.beg;
    s.at.end = r->words.at[end - 1].at.end;
    s.first = first;
    s.end = end;
    return s;
}

void ng_look_around(const struct ng_report *r, uint32_t sentence, ng_range skip,
                    ng_str who, enum ng_theme own, struct ng_around *around)
{
    struct ng_sentence s = ng_window(r, sentence, skip);
    *around = (struct ng_around){0};
    fill_words(r, &s, skip, who, own, around);
    fill_names(r, &s, ng_first_name(r, s.at.beg), around);
    fill_when(r, &s, skip, around);
}

/* ---- how two of them lie to each other -------------------------------- */

static size_t shared(const uint32_t *a, size_t an, const uint32_t *b, size_t bn)
{
    size_t i = 0, k = 0, n = 0;
    while (i < an && k < bn) {
        if (a[i] == b[k]) {
            n++;
            i++;
            k++;
        } else if (a[i] < b[k]) {
            i++;
        } else {
            k++;
        }
    }
    return n;
}

size_t ng_around_words(const struct ng_around *x, const struct ng_around *y)
{
    return shared(x->words, x->words_n, y->words, y->words_n);
}

size_t ng_around_names(const struct ng_around *x, const struct ng_around *y)
{
    return shared(x->names, x->names_n, y->names, y->names_n);
}

bool ng_around_names_it(const struct ng_around *x, ng_str key)
{
    for (uint8_t i = 0; key.n && i < x->names_n; i++)
        if (x->names[i] == hash_of(key))
            return true;
    return false;
}

enum ng_scope ng_around_scope(const struct ng_report *rx,
                              const struct ng_around *x,
                              const struct ng_report *ry,
                              const struct ng_around *y)
{
    enum ng_scope best = NG_SCOPE_APART;
    if (!x->places_n || !y->places_n)
        return NG_SCOPE_OPEN;
    for (uint8_t i = 0; i < x->places_n; i++)
        for (uint8_t k = 0; k < y->places_n; k++) {
            enum ng_scope s = ng_places_lie(rx, x->places[i], ry, y->places[k]);
            best = s < best ? s : best;
        }
    return best;
}

uint32_t ng_word_hash(ng_str low)
{
    return hash_of(stem_of(low));
}

bool ng_is_plain_word(ng_str low)
{
    static const ng_str joins[] = {
        S("that"),   S("this"),    S("with"),    S("from"),   S("have"),
        S("been"),   S("were"),    S("will"),    S("they"),   S("them"),
        S("over"),   S("into"),    S("more"),    S("than"),   S("when"),
        S("what"),   S("also"),    S("such"),    S("some"),   S("only"),
        S("likely"), S("against"), S("because"), S("during"), S("since"),
        S("until"),  S("these"),   S("those"),   S("should"), S("might"),
        S("again"),  S("week"),    S("year"),    S("month"),  S("last"),
        S("next"),   S("early"),   S("late")};
    return is_plain(low) || NG_ANY(low, joins);
}

bool ng_word_is(ng_str word, const ng_str *list, size_t n)
{
    for (size_t i = 0; i < n && word.n; i++)
        if (list[i].n == word.n && list[i].p[0] == word.p[0] &&
            memcmp(list[i].p, word.p, word.n) == 0)
            return true;
    return false;
}
