/* A flood: hundreds of reports of one deed, of which six are origins.
 *
 *     wire ── copies, cut copies, copies with a paragraph of their own,
 *             excerpts, copies with other words for every fourth word
 *     five reports of the same deed in words of their own
 *
 * However many copies come, the deed is told by six. The reports are made from
 * one text by a fixed rule, so that the test is the same on every run. */
#include "fixture_batch.h"

#include "base/out.h"
#include "weigh/weigh.h"

#include <time.h>

static const char *const wire[] = {
    "Police in Bergen arrested 12 dock workers on Monday after a night of "
    "clashes over the closure of the city's oldest container terminal, the "
    "chief of police, Ingrid Solheim, said.",
    "Solheim told reporters that the men had broken through a fence shortly "
    "before midnight and had tried to set fire to a crane that was to be sold "
    "to a yard in Gdansk.",
    "Three officers and two workers were treated for burns at Haukeland "
    "hospital, a nurse on duty said, adding that all of them were expected to "
    "go home within days.",
    "The terminal, which opened in 1961 and still handles a fifth of the "
    "freight of the west coast, is due to close at the end of June.",
    "Its owner, the shipping line Nordhav, has offered each of the 340 workers "
    "a payment of two years' wages, an offer that the union rejected in March.",
    "\"Nobody asked us, and nobody listened to us,\" the chairman of the "
    "union, Per Tveit, said in front of the court house. \"They will have to "
    "carry us out of there.\"",
    "A court is to decide on Wednesday whether the men stay in custody.",
    "The ministry of transport in Oslo said that it followed the matter but "
    "that the closure was a decision of the company alone.",
    "Container traffic in the harbour had fallen by a third in ten years, "
    "according to figures of the port authority, as larger ships went to "
    "Stavanger and Hamburg instead.",
    "In 1994 a strike against an earlier plan to close the terminal lasted "
    "eleven weeks and ended when the city bought a share in it, which it sold "
    "again nine years later.",
    "Shopkeepers near the gates said they had closed early on Sunday when they "
    "saw hooded men carry bottles to the quay.",
    "Nordhav declined to say what the night had cost it.",
};
enum { PARAGRAPHS = sizeof wire / sizeof *wire };

static const struct {
    const char *outlet, *text;
} own[] = {
    {"Vestland Daily",
     "Twelve dockers are in the cells after the worst night on the Bergen "
     "waterfront in a generation.\n\nOfficers arrested the dock workers on "
     "Monday in Bergen, when a march against the end of the container quay "
     "turned into a riot. I counted four burning bins and one burnt-out "
     "forklift.\n\nMy neighbour, who has driven a straddle carrier for "
     "nineteen years, wept as the vans drove off. He had not slept, and he "
     "would not give his name for fear of losing the severance he is owed."},
    {"Oslo Courant",
     "The fight over a harbour reached the cabinet as police arrested 12 dock "
     "workers in Bergen on Monday.\n\nTwo parties of the opposition asked for "
     "an urgent debate. The prime minister, who grew up in the port, has so "
     "far kept silent, and her aides would not be drawn on whether she has "
     "spoken with the owners.\n\nA poll by the institute Kantor showed that "
     "six of ten Norwegians side with the dockers."},
    {"Baltic Freight",
     "Shipping rates to western Norway rose by four percent in early trade "
     "because of unrest in Bergen, where police arrested dock workers on "
     "Monday.\n\nBrokers said carriers were asking for a surcharge on every "
     "box. Freight that was booked for this week will be sent by rail through "
     "Gothenburg, which adds two days and a customs form."},
    {"Radio Nordsjo",
     "Listeners woke to sirens. On Monday police arrested twelve dock workers "
     "in Bergen, and by breakfast their families stood outside the station "
     "with blankets and thermos flasks.\n\nA teacher, Marit Aasen, told us her "
     "brother had only gone to fetch his coat. \"He is the last man to throw "
     "anything,\" she said. The station has set up a telephone for relatives."},
    {"Union Voice",
     "Solidarity with our comrades! On Monday police arrested 12 dock workers "
     "in Bergen who had defended their livelihoods against a company that "
     "pays its board in gold.\n\nThe federation has called on every branch to "
     "collect money for lawyers. Seamen in Rotterdam have promised not to "
     "unload any vessel that was turned away from Bergen. Meetings are held "
     "tonight in fourteen towns."},
};
enum { OWN = sizeof own / sizeof *own, ORIGINS = OWN + 1 };

static uint32_t state;
static uint32_t next(uint32_t below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

/* Other words, as a machine that spins texts would choose them. */
static ng_str spun(ng_str text)
{
    static const char *const words[][2] = {
        {"arrested", "detained"},
        {"workers", "laborers"},
        {"night", "evening"},
        {"closure", "closing"},
        {"oldest", "earliest"},
        {"reporters", "journalists"},
        {"broken", "smashed"},
        {"fence", "barrier"},
        {"shortly", "quickly"},
        {"tried", "attempted"},
        {"fire", "blaze"},
        {"officers", "policemans"},
        {"treated", "dealt with"},
        {"burns", "scalds"},
        {"nurse", "registered nurse"},
        {"expected", "anticipated"},
        {"opened", "opened up"},
        {"still", "still actually"},
        {"handles", "deals with"},
        {"owner", "proprietor"},
        {"offered", "provided"},
        {"payment", "settlement"},
        {"wages", "salaries"},
        {"offer", "deal"},
        {"rejected", "declined"},
        {"chairman", "chairperson"},
        {"decide", "choose"},
        {"said", "claimed"},
        {"followed", "complied with"},
        {"decision", "choice"},
        {"company", "firm"},
        {"fallen", "dropped"},
        {"larger", "bigger"},
        {"plan", "strategy"},
        {"lasted", "went on for"},
        {"bought", "purchased"},
        {"share", "stake"},
        {"closed", "shut down"},
        {"early", "very early"},
        {"bottles", "containers"},
        {"cost", "set you back"},
        {"ministry", "department"},
    };
    struct ng_out o = {.limit = 1 << 20};
    size_t at = 0;
    while (at < text.n) {
        size_t end = at;
        while (end < text.n && ng_is_alpha(text.p[end]))
            end++;
        ng_str word = {text.p + at, end - at}, put = word;
        for (size_t i = 0; word.n && i < sizeof words / sizeof *words; i++)
            if (ng_str_eq(word, ng_str_of(words[i][0])) && next(5))
                put = ng_str_of(words[i][1]);
        ng_put(&o, put);
        if (end < text.n)
            ng_putc(&o, text.p[end++]);
        at = end;
    }
    ng_str s = ng_str_copy(ng_out_str(&o), &batch_out);
    ng_out_release(&o);
    return s;
}

enum way { WHOLE, CUT, ADDED, EXCERPT, NEAR, SPUN, WAYS };

/* A copy of the wire's report in one of the ways. */
static ng_str copy_of(enum way way, uint32_t i)
{
    struct ng_out o = {.limit = 1 << 20};
    size_t first = way == EXCERPT ? next(3) : 0;
    size_t last = way == CUT       ? 6 + next(5)
                  : way == EXCERPT ? first + 4 + next(3)
                                   : PARAGRAPHS;
    if (way == EXCERPT)
        ng_printf(&o, "What the papers say, item %u.\n\n", i);
    for (size_t p = first; p < last && p < PARAGRAPHS; p++) {
        if (way == NEAR && p == 3 + i % 8)
            continue; /* one paragraph is gone, another is first cut */
        ng_printf(&o, "%s\n\n", wire[p]);
        if (way == ADDED && p == 4 + i % 4)
            ng_printf(&o,
                      "Readers of Paper %u may send us what they saw to the "
                      "address of the desk; letters are cut.\n\n",
                      i);
    }
    ng_str s = ng_str_copy(ng_out_str(&o), &batch_out);
    ng_out_release(&o);
    return way == SPUN ? spun(s) : s;
}

static void add(ng_str text, const char *outlet, const char *agency,
                const char *day)
{
    ng_str whole = agency ? ng_str_format(&batch_out, "BERGEN (%s) - " PRS,
                                          agency, PRS_ARG(text))
                          : ng_str_copy(text, &batch_out);
    struct ng_raw raw = {.path = STR("-"),
                         .format = NG_FORMAT_PLAIN,
                         .bytes = whole,
                         .raw = whole,
                         .outlet = ng_str_of(outlet),
                         .published = ng_str_of(day)};
    batch_take(NULL, &raw, NULL);
}

/* The wire, the five, and so many copies. */
static void flood(uint32_t copies)
{
    char outlet[32];
    state = 1;
    batch_open();
    add(copy_of(WHOLE, 0), "Northwire", "Northwire", "2031-05-12");
    for (size_t i = 0; i < OWN; i++)
        add(ng_str_of(own[i].text), own[i].outlet, NULL,
            i % 2 ? "2031-05-13" : "2031-05-12");
    for (uint32_t i = 0; i < copies; i++) {
        snprintf(outlet, sizeof outlet, "Paper %u", i);
        enum way way = (enum way)(i % WAYS);
        add(copy_of(way, i), ng_str_copy(ng_str_of(outlet), &batch_out).p,
            way == SPUN || way == EXCERPT ? NULL : "Northwire",
            i % 3 ? "2031-05-13" : "2031-05-12");
    }
    batch_compare(1);
}

static void weigh(void)
{
    struct ng_arena *a = &batch_out;
    struct ng_story s = {.id = ng_id_of('s', STR("story"))};
    for (uint32_t i = 0; i < batch.reports.n; i++)
        *ng_push(&s.reports, a) = i;
    batch.stories.n = 0;
    *ng_push(&batch.stories, a) = s;
    batch.events.n = batch.disagreements.n = batch.briefs.n = 0;
    ng_weigh(&batch, a, batch_scratch);
}

/* The arrests: the event that most reports tell. */
static const struct ng_event *arrests(void)
{
    const struct ng_event *best = NULL;
    for (size_t i = 0; i < batch.events.n; i++) {
        const struct ng_event *e = &batch.events.at[i];
        if (e->type == NG_COERCE && (!best || e->reports.n > best->reports.n))
            best = e;
    }
    return best;
}

static void say_origins(void)
{
    for (size_t i = 0; i < batch.origins.n && i < 20; i++)
        printf("# origin %.*s: %zu reports\n",
               PRS_ARG(batch.origins.at[i].name),
               batch.origins.at[i].reports.n);
}

static void copies_add_no_origin(void)
{
    static const uint32_t floods[] = {0, 60, 294};
    uint32_t had = 0;
    for (size_t i = 0; i < sizeof floods / sizeof *floods; i++) {
        flood(floods[i]);
        weigh();
        const struct ng_event *e = arrests();
        uint32_t independent = e ? e->independent : 0;
        printf("# %u copies: %zu origins, arrests told by %zu reports of %u\n",
               floods[i], batch.origins.n, e ? e->reports.n : 0, independent);
        CHECK(independent + 1 >= ORIGINS && independent <= ORIGINS + 1);
        CHECK(batch.origins.n <= ORIGINS + 1);
        if (batch.origins.n > ORIGINS)
            say_origins();
        if (i)
            CHECK_INT(independent, had);
        had = independent;
        if (e)
            CHECK(e->reports.n + 8 >= floods[i] / WAYS * (WAYS - 1));
        batch_close();
    }
}

/* Copies of one day, each with another paragraph gone. */
static void near_copies_of_a_day_are_one_origin(void)
{
    enum { COPIES = 301 };
    char outlet[32];
    state = 1;
    batch_open();
    for (uint32_t i = 0; i < COPIES; i++) {
        snprintf(outlet, sizeof outlet, "Paper %u", i);
        add(copy_of(i % 2 ? NEAR : ADDED, i),
            ng_str_copy(ng_str_of(outlet), &batch_out).p, NULL, "2031-05-12");
    }
    batch_compare(1);
    CHECK_INT(batch.origins.n, 1);
    if (batch.origins.n > 1)
        say_origins();
    batch_close();
}

/* ---- speed ------------------------------------------------------------ */

/* A large story told by a thousand reports, each in other words: people go
 * and meet, tolls and crowds differ, this one accuses and that one denies. */
static ng_str varied(uint32_t report)
{
    static const char *const people[] = {
        "Ingrid Solheim",  "Per Tveit",   "Marit Aasen",  "Jonas Brekke",
        "Clara Ruiz",      "Jorge Pinto", "Anna Berg",    "Lars Holm",
        "Sofia Lindqvist", "Henrik Dahl", "Olga Petrova", "Karl Weiss",
        "Lucia Moretti",   "Pavel Novak", "Emma Larsen",  "Tariq Aziz"};
    static const char *const towns[] = {
        "Bergen", "Oslo",  "Stavanger",  "Gdansk",   "Hamburg", "Rotterdam",
        "Lisbon", "Turin", "Gothenburg", "Aberdeen", "Antwerp", "Malmo"};
    static const char *const days[] = {"Monday", "Tuesday", "Wednesday",
                                       "Sunday", "Saturday"};
    static const char *const things[] = {"terminal", "harbour", "contract",
                                         "strike",   "closure", "quay",
                                         "inquiry",  "crane",   "blockade"};
    struct ng_out o = {.limit = 1 << 20};
#define PICK(list) list[next(sizeof list / sizeof *list)]
    for (uint32_t i = 0; i < 10; i++) {
        const char *who = PICK(people), *other = PICK(people);
        const char *town = PICK(towns), *day = PICK(days);
        const char *thing = PICK(things);
        switch (next(10)) {
        case 0:
            ng_printf(&o, "%s met %s in %s on %s over the %s.", who, other,
                      town, day, thing);
            break;
        case 1:
            ng_printf(&o, "Police in %s arrested %u people on %s near the %s.",
                      town, 2 + next(90), day, thing);
            break;
        case 2:
            ng_printf(&o,
                      "At least %u people were killed in %s on %s, %s "
                      "said.",
                      1 + next(30), town, day, who);
            break;
        case 3:
            ng_printf(&o, "%s accused %s of hiding papers about the %s.", who,
                      other, thing);
            break;
        case 4:
            ng_printf(&o, "%s denied the accusation that the %s was unsafe.",
                      who, thing);
            break;
        case 5:
            ng_printf(&o, "%s was seen at the %s in %s on %s.", who, thing,
                      town, day);
            break;
        case 6:
            ng_printf(&o, "%s did not attend the meeting in %s on %s.", who,
                      town, day);
            break;
        case 7:
            ng_printf(&o, "%s, %u, will travel to %s on %s for the %s.", who,
                      20 + next(60), town, day, thing);
            break;
        case 8:
            ng_printf(&o,
                      "Organisers said %u,000 people marched through %s "
                      "against the %s.",
                      1 + next(80), town, thing);
            break;
        default:
            ng_printf(&o,
                      "The %s in %s would cost $%u million, %s told "
                      "reporters on %s.",
                      thing, town, 2 + next(900), who, day);
        }
        ng_put(&o, i % 3 == 2 ? STR("\n\n") : STR(" "));
    }
#undef PICK
    ng_printf(&o, "This is report %u of the desk.\n", report);
    ng_str s = ng_str_copy(ng_out_str(&o), &batch_out);
    ng_out_release(&o);
    return s;
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* bench/weigh reads what is printed here. */
static void a_thousand_reports_are_weighed_in_a_second(void)
{
    static const uint32_t sizes[] = {250, 500, 1000};
    double took[3];
    for (size_t i = 0; i < 3; i++) {
        char outlet[32];
        state = 7;
        batch_open();
        for (uint32_t r = 0; r < sizes[i]; r++) {
            snprintf(outlet, sizeof outlet, "Paper %u", r);
            add(varied(r), ng_str_copy(ng_str_of(outlet), &batch_out).p, NULL,
                r % 2 ? "2031-05-13" : "2031-05-14");
        }
        batch.origin_of = ng_new(&batch_out, uint32_t, batch.reports.n);
        batch.story_of = ng_new(&batch_out, uint32_t, batch.reports.n);
        for (uint32_t r = 0; r < batch.reports.n; r++) {
            batch.origin_of[r] = r;
            *ng_push(&batch.origins, &batch_out) =
                (struct ng_origin){.report = r};
        }
        double start = seconds();
        weigh();
        took[i] = seconds() - start;
        printf("# weighed %u reports in %.3f s: %zu events, %zu "
               "disagreements\n",
               sizes[i], took[i], batch.events.n, batch.disagreements.n);
        batch_close();
    }
    /* Twice the reports take about twice the time; a slow machine or a
     * sanitizer may take longer, but not by the square. */
    CHECK(took[2] < 30);
    CHECK(took[2] < took[1] * 3.5 + 0.2);
}

T_MAIN(T(copies_add_no_origin), T(near_copies_of_a_day_are_one_origin),
       T(a_thousand_reports_are_weighed_in_a_second))
