/* fixture_code.h - a report written by hand, word by word, for the tests of
 * code/: no other stage runs, so a test fails for its own reason alone.
 *
 *     build("Orsk/NNP:2:nsubj met=meet/VBD:0:root Vale/NNP:2:obj")
 *            word     lemma tag : head (from 1, 0 root) : relation
 *
 * A sentence ends with " | ". Names are the words of the table `people`.
 */
#include "base/out.h"
#include "code/code.h"

static struct ng_arena arena, scratch;
static struct ng_report report;

static const struct {
    ng_str word, country, key;
    enum ng_name_type type;
    uint32_t geonameid;
} people[] = {
    {S("Orsk"), S("AAA"), S("person:orsk"), NG_PER, 0},
    {S("Vale"), S("BBB"), S("person:vale"), NG_PER, 0},
    {S("Arvia"), S("AAA"), S("country:AAA"), NG_GPE, 11},
    {S("Borea"), S("BBB"), S("country:BBB"), NG_GPE, 22},
    {S("Cerin"), S("CCC"), S("country:CCC"), NG_GPE, 33},
    {S("Borean"), S("BBB"), S("country:BBB"), NG_NORP, 0},
    {S("Port"), S("BBB"), S("place:44"), NG_GPE, 44},
};

static const ng_str tag_names[] = {{0},
#define TAG_NAME(t) S(#t),
                                   NG_TAGS(TAG_NAME)};
static const ng_str rel_names[] = {{0},
#define REL_NAME(t) S(#t),
                                   NG_RELS(REL_NAME)};

static uint8_t find_in(const ng_str *list, size_t n, ng_str s)
{
    for (size_t i = 1; i < n; i++)
        if (ng_str_eq(list[i], s))
            return (uint8_t)i;
    printf("# no such tag or relation: " PRS "\n", PRS_ARG(s));
    return 0;
}

static void add_name(struct ng_word *w, ng_str text)
{
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (ng_str_eq(people[i].word, text)) {
            uint32_t e = 0;
            while (e < report.entities.n &&
                   !ng_str_eq(report.entities.at[e].key, people[i].key))
                e++;
            if (e == report.entities.n) {
                struct ng_entity x = {.key = people[i].key,
                                      .name = text,
                                      .type = people[i].type,
                                      .geonameid = people[i].geonameid};
                memcpy(x.country, people[i].country.p, 3);
                memcpy(x.code, people[i].country.p, 3);
                *ng_push(&report.entities, &arena) = x;
            }
            w->name = (uint32_t)report.names.n;
            *ng_push(&report.names, &arena) = (struct ng_name_mention){
                .at = w->at, .type = people[i].type, .entity = e};
        }
}

static void add_word(ng_str item, struct ng_out *text, uint32_t first)
{
    size_t slash = ng_str_find(item, STR("/"), 0);
    ng_cut form = ng_cut_at((ng_str){item.p, slash}, '=');
    ng_cut tag =
        ng_cut_at((ng_str){item.p + slash + 1, item.n - slash - 1}, ':');
    ng_cut arc = ng_cut_at(tag.tail, ':');
    int64_t head = 0;
    bool parsed = arc.found && ng_str_number(arc.head, &head);
    uint32_t beg = (uint32_t)text->n;
    ng_put(text, form.head);
    ng_putc(text, ' ');
    struct ng_word w = {
        .at = {beg, beg + (uint32_t)form.head.n},
        .low = ng_str_lower(form.head, &arena),
        .tag = find_in(tag_names, NG_TAG_COUNT, tag.head),
        .rel = parsed ? find_in(rel_names, NG_REL_COUNT, arc.tail) : 0,
        .head = head ? first + (uint32_t)head - 1 : NG_NONE,
        .sentence = (uint32_t)report.sentences.n,
        .quote = NG_NONE,
        .name = NG_NONE,
        .kind = ng_is_alpha(form.head.p[0]) ? NG_WORD_LETTERS : NG_WORD_PUNCT};
    w.lemma = form.found ? form.tail : w.low;
    add_name(&w, form.head);
    *ng_push(&report.words, &arena) = w;
}

static void end_sentence(uint32_t first)
{
    uint32_t end = (uint32_t)report.words.n;
    if (end > first)
        *ng_push(&report.sentences, &arena) =
            (struct ng_sentence){.at = {report.words.at[first].at.beg,
                                        report.words.at[end - 1].at.end},
                                 .first = first,
                                 .end = end};
}

/* Builds `report` and codes it, published on 2024-05-10. */
static void build(const char *literal)
{
    struct ng_out text = {.limit = 1 << 16};
    report = (struct ng_report){0};
    report.published.first = report.published.last = ng_day_of(2024, 5, 10);
    if (!arena.at) {
        ng_arena_open(&arena, 1u << 30, NULL);
        ng_arena_open(&scratch, 1u << 30, NULL);
    }
    ng_str rest = ng_str_of(literal);
    uint32_t first = 0;
    while (rest.n) {
        ng_cut cut = ng_cut_at(rest, ' ');
        if (ng_str_eq(cut.head, STR("|"))) {
            end_sentence(first);
            first = (uint32_t)report.words.n;
        } else if (cut.head.n) {
            add_word(cut.head, &text, first);
        }
        rest = cut.tail;
    }
    end_sentence(first);
    report.text = ng_str_copy(ng_out_str(&text), &arena);
    ng_out_release(&text);
}

static void code(const char *literal)
{
    build(literal);
    ng_find_mentions(&report, &arena, scratch);
}
