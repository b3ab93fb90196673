/* What a brief tells of small made-up reports, and what it does not: news and
 * no soft lines, each under the day of its deed, claims apart from plans, the
 * questions as an editor would ask them. */
#include "fixture_batch.h"

#include "base/out.h"
#include "weigh/weigh.h"

struct one {
    const char *day, *text;
};

/* Lines are told as "section day|label|text"; a day is "13", "..15" for "by the
 * fifteenth", "-" for none. Questions as "asks |kind|question value value". */
static const struct story {
    const char *name;
    struct one reports[3];
    const char *told[4];   /* pieces that must be there */
    const char *silent[3]; /* and that must not */
} stories[] = {
    {"soft lines are no news",
     {{"2031-05-15",
       "Police in Galway arrested 12 dockers on Tuesday, the interior ministry "
       "said.\n\nThe arrests come at a critical time for Mayor Aoife Tarrant. "
       "She is preparing to step out on the world stage. Her record is likely "
       "to be scrutinized.\n\nThe court will hear the dockers on Friday."}},
     {"|Police in Galway arrested 12 dockers", "lead 16|planned|The court"},
     {"critical time", "world stage", "scrutinized"}},
    {"what only looks back goes, the news stays",
     {{"2031-05-15",
       "Eighteen months after Ireland promised a new pier, the port of Galway "
       "closed its gates on Tuesday."}},
     {"|The port of Galway closed its gates"},
     {"Eighteen months"}},
    {"a line stands under the day of its deed, not of its announcement",
     {{"2031-05-15",
       "A storm closed the port of Galway on Monday.\n\nThe transport ministry "
       "confirmed on Wednesday that the port would open again on Saturday.\n\n"
       "Galway's mayor, Aoife Tarrant, asked the army for two ships.\n\n"
       "The navy of Ireland seized a trawler off Cork."}},
     {"planned 17|planned|The transport ministry confirmed that the port would "
      "open again",
      "happened ..15||Galway's mayor, Aoife Tarrant, asked the army"},
     {"on Wednesday"}},
    {"a scene does not lead",
     {{"2031-05-15",
       "Firemen pulled a girl of nine alive from a ferry in Galway on Tuesday, "
       "a day after it had burned at the pier.\n\nFourteen passengers died in "
       "the fire, the coast guard said."}},
     {"lead -||Fourteen passengers died in the fire, the coast guard said."},
     {"lead -||Firemen"}},
    {"a charge is told with its denial, apart from plans",
     {{"2031-05-15",
       "Iceland closed its ports to ships from Norway on Tuesday.\n\nNorway "
       "accused Iceland of hiding two trawlers in Bergen. Iceland denied that "
       "it had hidden any ship."}},
     {"planned ..15|disputed|Norway accused Iceland of hiding two trawlers in "
      "Bergen; Iceland denied that it had hidden any ship"},
     {"||Norway accused"}},
    {"so is a charge in the second half of a sentence",
     {{"2031-05-15",
       "Iceland closed its ports to ships from Norway on Tuesday.\n\nMarlene "
       "Kersten refused to accept the result and accused the council of "
       "bringing in 14 boxes. The council denied that any box had been brought "
       "in."}},
     {"disputed|Marlene Kersten refused to accept the result and accused the "
      "council of bringing in 14 boxes; the council denied that any box had "
      "been brought in"},
     {"||Marlene"}},
    {"an account that is rejected a paragraph later",
     {{"2031-05-15",
       "Iceland closed its ports to ships from Norway on Tuesday.\n\nGuards "
       "beat two drivers at the gate of Bergen on Monday, the drivers' union "
       "said. Nobody was arrested.\n\nThe port of Bergen rejected the "
       "account."}},
     {"disputed|Guards beat two drivers at the gate of Bergen"},
     {"happened 12|"}},
    {"a deed is no voice, and a speaker has his role",
     {{"2031-05-15",
       "A storm closed the port of Galway on Monday.\n\nPresident Tomas Urrego "
       "dismissed the head of the harbour office on Wednesday.\n\n\"Nobody has "
       "ever counted these ships,\" Dmitri Vale, head of the Bergen Ports "
       "Institute, wrote in a letter."}},
     {"14||President Tomas Urrego dismissed the head",
      "said -|named|Dmitri Vale, head of the Bergen Ports Institute: "
      "“Nobody has ever counted these ships”"},
     {"said -|named|President Tomas Urrego"}},
    {"nobody is named who may be another",
     {{"2031-05-15",
       "President Tomas Urrego left Galway on Tuesday. He dismissed the head "
       "of the port, Iwan Pinas.\n\nA man who was hit by a ship on Monday died "
       "on Wednesday, his family said. The police said he had been ill."}},
     {"|Tomas Urrego dismissed the head of the port, Iwan Pinas"},
     {"Pinas had been ill", "Urrego had been ill"}},
    {"the opposite is no receipt",
     {{"2031-05-13",
       "Voters in Iceland approved the oil fund on Monday, the council said."},
      {"2031-05-15",
       "Voters in Iceland rejected the oil fund on Wednesday, the council "
       "said."}},
     {"1 lead 14||Voters in Iceland rejected the oil fund"},
     {"2 lead"}},
    {"when did it happen?",
     {{"2031-05-15",
       "The cabinet of Iceland approved the fisheries text on Monday, the "
       "transport ministry said."},
      {"2031-05-15",
       "The cabinet of Iceland approved the fisheries text on Tuesday, two "
       "people familiar with it said."}},
     {"|contradiction|When did the cabinet of Iceland approve the fisheries "
      "text? Monday 12 May",
      "Tuesday 13 May"},
     {"“"}},
    {"did it happen, and who says so?",
     {{"2031-05-13",
       "Norway accused Iceland of shipping banned nets through the port of "
       "Bergen."},
      {"2031-05-14",
       "Iceland denied the accusation that it had shipped banned nets."}},
     {"Did Iceland ship banned nets through the port of Bergen? claimed by "
      "Norway denied by Iceland"},
     {"Is it so"}},
};

static void put_day(struct ng_out *o, ng_days d)
{
    bool from = d.first != NG_NO_DAY, to = d.last != NG_NO_DAY;
    if (!from && !to)
        ng_put(o, STR("-"));
    else if (!from)
        ng_printf(o, "..%d", ng_date_of(d.last).day);
    else if (d.first == d.last)
        ng_printf(o, "%d", ng_date_of(d.first).day);
    else
        ng_printf(o, "%d..", ng_date_of(d.first).day);
}

static void put_lines(struct ng_out *o, const char *section,
                      const ng_lines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct ng_line *l = &lines->at[i];
        ng_printf(o, "\n%u %s ", l->independent, section);
        put_day(o, l->when);
        ng_printf(o, "|" PRS "|" PRS, PRS_ARG(l->label), PRS_ARG(l->text));
    }
}

static void put_brief(struct ng_out *o)
{
    const struct ng_brief *b = &batch.briefs.at[0];
    put_lines(o, "lead", &b->lead);
    put_lines(o, "happened", &b->happened);
    put_lines(o, "planned", &b->planned);
    put_lines(o, "said", &b->said);
    put_lines(o, "timeline", &b->timeline);
    for (size_t i = 0; i < b->disagreements.n; i++) {
        const struct ng_disagreement *d =
            &batch.disagreements.at[b->disagreements.at[i]];
        ng_printf(o, "\nasks |" PRS "|" PRS, PRS_ARG(ng_dispute_name(d->kind)),
                  PRS_ARG(d->question));
        for (size_t v = 0; v < d->values.n; v++)
            ng_printf(o, " " PRS, PRS_ARG(d->values.at[v].value));
    }
}

/* All reports are one story, each an origin. */
static void weigh(const struct story *s)
{
    struct ng_arena *a = &batch_out;
    struct ng_story story = {.id = ng_id_of('s', STR("story")),
                             .independent = 0};
    uint32_t n = 0;
    for (; n < 3 && s->reports[n].text; n++)
        batch_add(s->reports[n].text, n ? "Coast Today" : "Northwire",
                  s->reports[n].day);
    REQUIRE(batch.reports.n == n);
    batch.origin_of = ng_new(a, uint32_t, n);
    batch.story_of = ng_new(a, uint32_t, n);
    for (uint32_t i = 0; i < n; i++) {
        batch.origin_of[i] = i;
        *ng_push(&story.reports, a) = i;
        *ng_push(&batch.origins, a) = (struct ng_origin){.report = i};
    }
    story.independent = n;
    story.span = (ng_days){batch.reports.at[0]->published.first,
                           batch.reports.at[n - 1]->published.last};
    *ng_push(&batch.stories, a) = story;
    ng_weigh(&batch, a, batch_scratch);
}

static void each_story_is_told_as_a_desk_would(void)
{
    for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
        const struct story *s = &stories[i];
        struct ng_out o = {.limit = 1 << 16};
        bool good = true;
        batch_open();
        weigh(s);
        put_brief(&o);
        for (size_t k = 0; k < 4 && s->told[k]; k++)
            good &= ng_str_find(ng_out_str(&o), ng_str_of(s->told[k]), 0) !=
                    SIZE_MAX;
        for (size_t k = 0; k < 3 && s->silent[k]; k++)
            good &= ng_str_find(ng_out_str(&o), ng_str_of(s->silent[k]), 0) ==
                    SIZE_MAX;
        if (!good)
            printf("# %s:" PRS "\n", s->name, PRS_ARG(ng_out_str(&o)));
        CHECK(good);
        ng_out_release(&o);
        batch_close();
    }
}

T_MAIN(T(each_story_is_told_as_a_desk_would))
