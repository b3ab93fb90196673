#include "clean/spun.h"

/* How much each phrase says, in tenths. Whole words, lower case. Real reports
 * have one of these now and then; a spun one has one in each sentence. */
static const struct {
    ng_str phrase;
    uint8_t tenths;
} fillers[] = {
    {S("and also"), 10},
    {S("will certainly"), 10},
    {S("would certainly"), 10},
    {S("has actually"), 10},
    {S("have actually"), 10},
    {S("had actually"), 8},
    {S("a great deal"), 6},
    {S("a lot more"), 4},
    {S("a lot of"), 1},
    {S("or perhaps"), 5},
    {S("in between"), 5},
    {S("and likewise"), 10},
    {S("and additionally"), 10},
    {S("additionally"), 3},
    {S("any kind of"), 5},
    {S("any type of"), 5},
    {S("any one of"), 4},
    {S("just how"), 4},
    {S("just what"), 4},
    {S("really did not"), 10},
    {S("really feel"), 8},
    {S("really did"), 5},
    {S("is actually"), 5},
    {S("are actually"), 5},
    {S("was actually"), 5},
    {S("in fact been"), 10},
    {S("actually been"), 8},
    {S("actually ever"), 8},
    {S("in fact"), 1},
    {S("countless"), 3},
    {S("numerous"), 1},
    {S("great deals"), 10},
    {S("great deal a lot"), 10},
    {S("much more"), 1},
    {S("a lot more difficult"), 5},
    {S("loved one"), 3},
    {S("lots of"), 2},
    {S("many thanks"), 4},
    {S("a wonderful"), 3},
    {S("all of it"), 1},
    {S("certainly"), 2},
    {S("extremely"), 1},
    {S("tremendously"), 5},
    {S("patently"), 6},
    {S("specifically"), 1},
    {S("obtain"), 2},
    {S("possibly"), 1},
    {S("very own"), 5},
    {S("besides"), 2},
    {S("this type of"), 4},
    {S("these types of"), 4},
    {S("ended up being"), 8},
    {S("end up being"), 6},
    {S("of training course"), 20},
    {S("at the very least"), 2},
    {S("a variety of"), 2},
    {S("the majority of"), 2},
    {S("to make sure that"), 3},
    {S("as well as"), 1},
    {S("so as to"), 2},
    {S("due to the fact that"), 8},
    {S("in addition to"), 1},
    {S("most definitely"), 6},
    {S("absolutely nothing"), 4},
    {S("whatever it takes"), 1},
    {S("consisting of"), 3},
    {S("right into"), 6},
    {S("greater than"), 2},
    {S("throughout"), 1},
    {S("additional info"), 3},
    {S("can be seen"), 0},
};
enum { FILLERS = sizeof fillers / sizeof *fillers };

static bool word_byte(char c)
{
    return ng_is_alpha(c) || (unsigned char)c >= 0x80 || c == '\'';
}

/* The fillers by their first letter: those of one letter are a chain. */
struct chains {
    uint8_t first[128], next[FILLERS]; /* number + 1 */
};

static struct chains chains_of_fillers(void)
{
    struct chains c = {0};
    for (size_t k = FILLERS; k-- > 0;) {
        uint8_t *first = &c.first[fillers[k].phrase.p[0] & 127];
        c.next[k] = *first;
        *first = (uint8_t)(k + 1);
    }
    return c;
}

/* The longest filler that begins at byte i. */
static size_t filler_at(const struct chains *c, ng_str s, size_t i)
{
    size_t best = SIZE_MAX;
    ng_str rest = {s.p + i, s.n - i};
    unsigned char low = (unsigned char)ng_to_lower(rest.p[0]);
    for (size_t at = low < 128 ? c->first[low] : 0; at; at = c->next[at - 1]) {
        size_t k = at - 1;
        ng_str f = fillers[k].phrase;
        if (ng_str_starts_nocase(rest, f) &&
            (rest.n == f.n || !word_byte(rest.p[f.n])) &&
            (best == SIZE_MAX || f.n > fillers[best].phrase.n))
            best = k;
    }
    return best;
}

/* Of 811 real texts (ECB+, MEANTIME, GUM, EWT) none has more than 4 for 1,000
 * words and none glued beginnings; machine-spun ones have 5 to 55. */
void ng_weigh_spin(struct ng_report *r, const struct ng_glue *glue,
                   struct ng_arena *out)
{
    ng_str s = r->text;
    size_t words = 0, tenths = 0, hits = 0;
    struct chains chains = chains_of_fillers();
    for (size_t i = 0; i < s.n; i++) {
        if (!word_byte(s.p[i]) || (i && word_byte(s.p[i - 1])))
            continue;
        words++;
        size_t k = filler_at(&chains, s, i);
        if (k == SIZE_MAX)
            continue;
        hits += fillers[k].tenths >= 3;
        tenths += fillers[k].tenths;
        i += fillers[k].phrase.n - 1;
    }
    if (words < 60)
        return;
    size_t density = tenths * 100 / words; /* per 1,000 words */
    bool habit = glue->starts >= 3 && glue->starts * 10 >= glue->paragraphs;
    r->spun = (density >= 10 && hits >= 4) ||
              (density >= 4 && glue->starts >= 2) || (density >= 2 && habit);
    if (r->spun)
        *ng_push(&r->notes, out) = (struct ng_note){
            .kind = NG_NOTE_SPUN_TEXT,
            .at = {0, (uint32_t)s.n},
            .raw = ng_raw_range(r, (ng_range){0, (uint32_t)s.n}),
            .text = ng_str_format(out,
                                  "%zu spinner's phrases (weight) per 1,000 "
                                  "words, %u glued paragraph starts",
                                  density, glue->starts)};
}
