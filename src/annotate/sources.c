/* sources.c - the phrase that speaks, and what sort of source it is.
 *
 *     said a senior official at the ministry     unnamed
 *     the official said                          role
 *     the Foreign Ministry said                  organisation
 *     the report said                            document
 *     David Maxwell said                         named
 *
 * A phrase is cut by tags (or, without tags, by capitals and small words);
 * who it is comes from names and references where they cover it.
 */
#include "annotate/sayings.h"

enum { LONGEST = 16 };

static const ng_str pronouns[] = {S("he"), S("she"), S("they"), S("i"),
                                  S("we"), S("it"),  S("you"),  S("who")};
static const ng_str joins[] = {S("of"), S("for"),  S("at"), S("from"),
                               S("in"), S("with"), S("on")};
static const ng_str documents[] = {
    S("report"),     S("document"),   S("documents"),  S("statement"),
    S("letter"),     S("survey"),     S("poll"),       S("polls"),
    S("study"),      S("studies"),    S("paper"),      S("memo"),
    S("filing"),     S("website"),    S("data"),       S("figures"),
    S("file"),       S("files"),      S("records"),    S("reports"),
    S("article"),    S("book"),       S("email"),      S("emails"),
    S("complaint"),  S("lawsuit"),    S("indictment"), S("transcript"),
    S("release"),    S("account"),    S("papers"),     S("research"),
    S("analysis"),   S("draft"),      S("note"),       S("notes"),
    S("affidavit"),  S("audit"),      S("bulletin"),   S("invoice"),
    S("invoices"),   S("letters"),    S("message"),    S("messages"),
    S("notice"),     S("petition"),   S("estimate"),   S("estimates"),
    S("census"),     S("leaflet"),    S("poster"),     S("banner"),
    S("sign"),       S("contract"),   S("treaty"),     S("agreement"),
    S("minutes"),    S("video"),      S("recording"),  S("photograph"),
    S("image"),      S("images"),     S("footage"),    S("simulation"),
    S("model"),      S("index"),      S("statistics"), S("surveys"),
    S("law"),        S("bill"),       S("decree"),     S("memorandum"),
    S("dossier"),    S("brochure"),   S("log"),        S("logs"),
    S("receipt"),    S("receipts"),   S("copy"),       S("text"),
    S("motion"),     S("opinion"),    S("dissent"),    S("brief"),
    S("biography"),  S("memoir"),     S("editorial"),  S("communique"),
    S("assessment"), S("resolution"), S("warrant"),    S("tweet"),
    S("post"),       S("posts"),      S("filings"),    S("statements")};
static const ng_str bodies[] = {
    S("ministry"),       S("government"),    S("army"),
    S("company"),        S("court"),         S("committee"),
    S("agency"),         S("department"),    S("palace"),
    S("office"),         S("union"),         S("party"),
    S("group"),          S("council"),       S("commission"),
    S("embassy"),        S("authorities"),   S("media"),
    S("administration"), S("military"),      S("police"),
    S("parliament"),     S("campaign"),      S("bank"),
    S("firm"),           S("organization"),  S("organisation"),
    S("network"),        S("newspaper"),     S("magazine"),
    S("broadcaster"),    S("channel"),       S("station"),
    S("university"),     S("institute"),     S("association"),
    S("foundation"),     S("team"),          S("club"),
    S("board"),          S("bureau"),        S("service"),
    S("coalition"),      S("kremlin"),       S("side"),
    S("panel"),          S("crew"),          S("television"),
    S("radio"),          S("press"),         S("senate"),
    S("congress"),       S("ministries"),    S("outlet"),
    S("outlets"),        S("authority"),     S("municipality"),
    S("city"),           S("town"),          S("province"),
    S("state"),          S("country"),       S("regime"),
    S("junta"),          S("cabinet"),       S("league"),
    S("federation"),     S("chamber"),       S("consortium"),
    S("alliance"),       S("movement"),      S("faction"),
    S("militia"),        S("charity"),       S("watchdog"),
    S("regulator"),      S("operator"),      S("airline"),
    S("hospital"),       S("school"),        S("church"),
    S("museum"),         S("utility"),       S("manufacturer"),
    S("fund"),           S("trust"),         S("society"),
    S("observatory"),    S("think-tank"),    S("navy"),
    S("corporation"),    S("confederation"), S("treasury"),
    S("tribunal"),       S("delegation"),    S("mission"),
    S("secretariat"),    S("cooperative"),   S("co-operative"),
    S("subsidiary"),     S("prefecture"),    S("gendarmerie"),
    S("prosecution"),    S("contractor"),    S("factory"),
    S("brigade"),        S("centre"),        S("center"),
    S("daily"),          S("weekly"),        S("tabloid"),
    S("insurer"),        S("brewery"),       S("brokerage"),
    S("organisers"),     S("organizers"),    S("governments"),
    S("companies"),      S("parties"),       S("banks"),
    S("trustees"),       S("forces"),        S("college"),
    S("monitor"),        S("laboratory"),    S("wing"),
    S("branch")};
static const ng_str crowds[] = {
    S("analysts"),   S("officials"),  S("sources"),       S("experts"),
    S("critics"),    S("observers"),  S("diplomats"),     S("residents"),
    S("witnesses"),  S("economists"), S("researchers"),   S("scientists"),
    S("aides"),      S("lawmakers"),  S("doctors"),       S("people"),
    S("supporters"), S("activists"),  S("advisers"),      S("neighbors"),
    S("neighbours"), S("relatives"),  S("investigators"), S("prosecutors"),
    S("lawyers"),    S("leaders"),    S("others"),        S("some"),
    S("many"),       S("insiders"),   S("opponents")};
static const ng_str speakers[] = {
    S("spokesman"),  S("spokeswoman"), S("spokesperson"), S("spokespeople"),
    S("minister"),   S("president"),   S("ambassador"),   S("secretary"),
    S("chairman"),   S("chairwoman"),  S("governor"),     S("mayor"),
    S("senator"),    S("chief"),       S("leader"),       S("premier"),
    S("chancellor"), S("pope"),        S("king"),         S("queen"),
    S("prosecutor"), S("judge"),       S("director"),     S("general"),
    S("commander"),  S("candidate"),   S("nominee"),      S("envoy"),
    S("lawyer"),     S("attorney"),    S("coach"),        S("professor"),
    S("author")};

ng_range ng_span_range(const struct ng_report *r, struct ng_span s)
{
    if (s.first >= s.end || s.end > r->words.n)
        return (ng_range){0, 0};
    return (ng_range){ng_w(r, s.first)->at.beg, ng_w(r, s.end - 1)->at.end};
}

struct ng_span ng_span_of(const struct ng_report *r, ng_range at)
{
    struct ng_span s = {0, 0};
    if (ng_range_empty(at))
        return s;
    s.first = s.end = ng_word_at(r, at.beg);
    while (s.end < r->words.n && ng_w(r, s.end)->at.beg < at.end)
        s.end++;
    return s;
}

static bool is_noun(const struct ng_word *w)
{
    switch ((enum ng_tag)w->tag) {
    case NG_TAG_NN:
    case NG_TAG_NNS:
    case NG_TAG_NNP:
    case NG_TAG_NNPS:
    case NG_TAG_CD:
        return true;
    case NG_TAG_NONE:
        return w->kind == NG_WORD_LETTERS && !NG_IN(w->low, joins) &&
               ng_cue_of(w->low) == 0;
    default:
        return w->name != NG_NONE && w->kind == NG_WORD_LETTERS &&
               w->letter_case != NG_CASE_LOWER;
    }
}

/* Words that may stand inside a noun phrase in front of its noun. */
static bool is_inside(const struct ng_word *w)
{
    switch ((enum ng_tag)w->tag) {
    case NG_TAG_DT:
    case NG_TAG_PDT:
    case NG_TAG_JJ:
    case NG_TAG_JJR:
    case NG_TAG_JJS:
    case NG_TAG_PRPS:
    case NG_TAG_POS:
    case NG_TAG_HYPH:
    case NG_TAG_VBN:
    case NG_TAG_AFX:
        return true;
    case NG_TAG_VBG:
        return ng_cue_of(w->low) == 0;
    default:
        return is_noun(w) || ng_str_eq(w->low, STR("&"));
    }
}

struct ng_span ng_phrase_before(const struct ng_report *r, uint32_t end,
                                uint32_t first)
{
    struct ng_span none = {end, end};
    if (end <= first)
        return none;
    uint32_t quote = ng_w(r, end - 1)->quote;
    if (NG_IN(ng_w(r, end - 1)->low, pronouns))
        return (struct ng_span){end - 1, end};
    uint32_t at = end, best = end;
    if (!is_noun(ng_w(r, end - 1)) && ng_w(r, end - 1)->tag != NG_TAG_DT &&
        ng_w(r, end - 1)->tag != NG_TAG_JJS &&
        ng_w(r, end - 1)->tag != NG_TAG_JJ)
        return none;
    at--;
    best = at;
    while (at > first && end - at < LONGEST) {
        const struct ng_word *w = ng_w(r, at - 1);
        if (w->quote != quote)
            break;
        if (is_inside(w)) {
            at--;
            best = at;
            continue;
        }
        bool and = ng_str_eq(w->low, STR("and")) && is_noun(ng_w(r, at));
        bool join = NG_IN(w->low, joins) || and;
        if (!join || at - 1 <= first || !is_noun(ng_w(r, at - 2)) ||
            ng_w(r, at - 2)->quote != quote)
            break;
        /* "after talks in Geneva officials said": two phrases, not one */
        if (w->tag == NG_TAG_IN && at < end && !ng_str_eq(w->low, STR("of")) &&
            !ng_str_eq(w->low, STR("for")) && !ng_str_eq(w->low, STR("at")) &&
            !ng_str_eq(w->low, STR("from")) && !ng_str_eq(w->low, STR("with")))
            break;
        at--;
    }
    return (struct ng_span){best, end};
}

struct ng_span ng_phrase_after(const struct ng_report *r, uint32_t first,
                               uint32_t end)
{
    struct ng_span s = {first, first};
    if (first >= end)
        return s;
    uint32_t quote = ng_w(r, first)->quote;
    if (NG_IN(ng_w(r, first)->low, pronouns) ||
        ng_str_eq(ng_w(r, first)->low, STR("him")) ||
        ng_str_eq(ng_w(r, first)->low, STR("her")) ||
        ng_str_eq(ng_w(r, first)->low, STR("them")) ||
        ng_str_eq(ng_w(r, first)->low, STR("us")) ||
        ng_str_eq(ng_w(r, first)->low, STR("me")))
        if (first + 1 >= end || !is_noun(ng_w(r, first + 1)))
            return (struct ng_span){first, first + 1};
    for (uint32_t i = first; i < end && i - first < LONGEST; i++) {
        const struct ng_word *w = ng_w(r, i);
        if (w->quote != quote)
            break;
        if (is_noun(w)) {
            s.end = i + 1;
            continue;
        }
        bool joined = i > first && NG_IN(ng_w(r, i - 1)->low, joins);
        if (is_inside(w) && (joined || !(s.end > first && w->tag == NG_TAG_DT)))
            continue;
        bool join = (NG_IN(w->low, joins) || ng_str_eq(w->low, STR("and"))) &&
                    s.end == i && i + 1 < end && is_inside(ng_w(r, i + 1)) &&
                    !ng_str_eq(w->low, STR("in")) &&
                    !ng_str_eq(w->low, STR("on"));
        if (!join)
            break;
    }
    return s;
}

static bool is_finite(uint8_t tag)
{
    return tag == NG_TAG_VBD || tag == NG_TAG_VBP || tag == NG_TAG_VBZ ||
           tag == NG_TAG_MD;
}

/* False if the name owns, made or houses what the phrase means and is not it:
 * "Holm's office", "a study by Ana Ortiz", "diplomats in Geneva". */
static bool is_meant(const struct ng_report *r, struct ng_span s,
                     const struct ng_name_mention *m)
{
    uint32_t a = ng_word_at(r, m->at.beg), b = a;
    while (b < s.end && ng_w(r, b)->at.beg < m->at.end)
        b++;
    if (b + 1 < s.end && ng_w(r, b)->tag == NG_TAG_POS)
        return false;
    bool titled = a > s.first && m->type == NG_PER && is_noun(ng_w(r, a - 1));
    for (uint32_t i = a; i > s.first; i--) {
        const struct ng_word *w = ng_w(r, i - 1);
        if (ng_str_eq(w->low, STR(",")) || ng_str_eq(w->low, STR("and")))
            return true;
        if (w->tag == NG_TAG_WP || w->tag == NG_TAG_WDT || is_finite(w->tag))
            return false;
        bool from =
            ng_str_eq(w->low, STR("by")) || ng_str_eq(w->low, STR("from"));
        if (i - 1 > s.first && (from || (w->tag == NG_TAG_IN && !titled)))
            return false;
    }
    return true;
}

/* True if the name only stands in what is told of the source: "the company,
 * whose chairman, Ana Ortiz, ...", "a paper seen by the Post". */
static bool is_told_of(const struct ng_report *r, struct ng_span s,
                       const struct ng_name_mention *m)
{
    for (uint32_t i = ng_word_at(r, m->at.beg); i > s.first; i--) {
        const struct ng_word *w = ng_w(r, i - 1);
        if (i - 1 > s.first && (w->tag == NG_TAG_WP || w->tag == NG_TAG_WDT ||
                                w->tag == NG_TAG_WPS ||
                                (ng_str_eq(w->low, STR("by")) &&
                                 ng_w(r, i - 2)->tag == NG_TAG_VBN)))
            return true;
    }
    return false;
}

static bool touches(ng_range a, ng_range b)
{
    return a.beg < b.end && b.beg < a.end;
}

/* First index of a sorted list whose end lies behind `byte`. */
#define FIRST_BEHIND(list, byte, out)                                          \
    do {                                                                       \
        size_t lo_ = 0, hi_ = (list).n;                                        \
        while (lo_ < hi_) {                                                    \
            size_t mid_ = lo_ + (hi_ - lo_) / 2;                               \
            if ((list).at[mid_].at.end <= (byte))                              \
                lo_ = mid_ + 1;                                                \
            else                                                               \
                hi_ = mid_;                                                    \
        }                                                                      \
        (out) = lo_;                                                           \
    } while (0)

/* The last noun of the phrase before any "of", "for", "at", "who". */
static uint32_t head_of(const struct ng_report *r, struct ng_span s)
{
    uint32_t head = s.first;
    bool noun = false;
    for (uint32_t i = s.first; i < s.end; i++) {
        const struct ng_word *w = ng_w(r, i);
        if (i > s.first &&
            (NG_IN(w->low, joins) || (noun && w->tag == NG_TAG_IN) ||
             w->tag == NG_TAG_TO || w->tag == NG_TAG_WP ||
             w->tag == NG_TAG_WDT || ng_str_eq(w->low, STR(",")) ||
             (noun && w->tag == NG_TAG_VBN)))
            break;
        if (w->kind == NG_WORD_PUNCT || w->tag == NG_TAG_POS)
            continue;
        if (!noun || is_noun(w))
            head = i;
        noun |= is_noun(w);
    }
    return head;
}

/* "The owner, Meltemi Lines, which ...": the name says who is meant. */
static bool in_apposition(const struct ng_report *r, struct ng_span s,
                          uint32_t entity)
{
    for (uint32_t i = s.first + 1; i + 1 < s.end; i++) {
        const struct ng_word *w = ng_w(r, i);
        if (w->tag == NG_TAG_WP || w->tag == NG_TAG_WDT)
            return false;
        if (!ng_str_eq(w->low, STR(",")))
            continue;
        uint32_t k = i + 1;
        while (k + 1 < s.end && ng_w(r, k)->name == NG_NONE &&
               (ng_w(r, k)->tag == NG_TAG_DT || is_noun(ng_w(r, k))))
            k++;
        uint32_t name = ng_w(r, k)->name;
        return name < r->names.n && r->names.at[name].entity == entity &&
               r->names.at[name].type == NG_ORG;
    }
    return false;
}

uint32_t ng_entity_of(const struct ng_report *r, struct ng_span s)
{
    ng_range at = ng_span_range(r, s);
    if (ng_range_empty(at))
        return NG_NONE;
    uint32_t any = NG_NONE;
    size_t i;
    const struct ng_word *h = ng_w(r, head_of(r, s));
    FIRST_BEHIND(r->names, at.beg, i);
    for (; i < r->names.n && touches(r->names.at[i].at, at); i++) {
        uint32_t e = r->names.at[i].entity;
        bool state = r->names.at[i].type == NG_GPE && NG_IN(h->low, bodies);
        if (e >= r->entities.n || is_told_of(r, s, &r->names.at[i]) ||
            (r->names.at[i].type != NG_ORG && !state &&
             !is_meant(r, s, &r->names.at[i])))
            continue;
        if (r->names.at[i].type == NG_PER)
            return e; /* the person, not the country in front of the title */
        if (r->names.at[i].type == NG_ORG || any == NG_NONE)
            any = e;
    }
    FIRST_BEHIND(r->references, at.beg, i);
    ng_range head = h->at; /* not "his" of "his office" */
    for (; i < r->references.n && touches(r->references.at[i].at, at); i++)
        if (r->references.at[i].entity < r->entities.n &&
            touches(r->references.at[i].at, head))
            return r->references.at[i].entity;
    if (any != NG_NONE && in_apposition(r, s, any))
        return any;
    while (s.end > s.first + 1 && ng_w(r, s.end - 1)->kind == NG_WORD_PUNCT)
        s.end--;
    const struct ng_word *last = ng_w(r, s.end - 1);
    /* "Russian media said": nobody speaks for Russia there */
    static const ng_str media[] = {
        S("media"),    S("press"),     S("television"), S("radio"),
        S("tv"),       S("newspaper"), S("newspapers"), S("broadcaster"),
        S("outlets"),  S("outlet"),    S("channel"),    S("channels"),
        S("magazine"), S("network"),   S("networks"),   S("station")};
    if (any != NG_NONE && last->name == NG_NONE && NG_IN(last->low, media))
        return NG_NONE;
    /* "the Russian ministry said": the name is not who speaks */
    if (any != NG_NONE && last->name == NG_NONE && !NG_IN(last->low, bodies))
        return NG_NONE;
    return any;
}

/* "the weekly Delta Post": what is named is of that kind. */
static bool is_called_body(const struct ng_report *r, struct ng_span s,
                           uint32_t head)
{
    for (uint32_t i = s.first; i < head; i++)
        if (i + 1 < s.end && NG_IN(ng_w(r, i)->low, bodies) &&
            ng_w(r, i)->name == NG_NONE &&
            ng_w(r, i)->letter_case == NG_CASE_LOWER &&
            ng_w(r, i + 1)->letter_case != NG_CASE_LOWER &&
            is_noun(ng_w(r, i + 1)))
            return true;
    return false;
}

enum ng_grade ng_grade_of_noun(ng_str low)
{
    return NG_IN(low, crowds)      ? NG_GRADE_UNNAMED
           : NG_IN(low, documents) ? NG_GRADE_DOCUMENT
           : NG_IN(low, bodies)    ? NG_GRADE_ORGANISATION
           : NG_IN(low, speakers)  ? NG_GRADE_ROLE
                                   : NG_GRADE_NONE;
}

static enum ng_grade grade_of_pronoun(ng_str low, bool known)
{
    if (known || ng_str_eq(low, STR("it")) || ng_str_eq(low, STR("we")))
        return NG_GRADE_ORGANISATION;
    return ng_str_eq(low, STR("they")) ? NG_GRADE_UNNAMED : NG_GRADE_NAMED;
}

enum ng_grade ng_grade_of(const struct ng_report *r, struct ng_span s)
{
    if (s.first >= s.end)
        return NG_GRADE_NONE;
    uint32_t h = head_of(r, s);
    const struct ng_word *head = ng_w(r, h), *first = ng_w(r, s.first);
    uint32_t e = ng_entity_of(r, s);
    bool lower = head->letter_case == NG_CASE_LOWER ||
                 (h == s.first && head->name == NG_NONE &&
                  (head->tag == NG_TAG_NNS || !is_noun(head)));
    bool the = ng_str_eq(first->low, STR("the"));
    if (is_called_body(r, s, h) || ((the || lower) && NG_IN(head->low, bodies)))
        return NG_GRADE_ORGANISATION;
    if (lower && NG_IN(head->low, documents))
        return NG_GRADE_DOCUMENT;
    if (lower && NG_IN(head->low, crowds))
        return NG_GRADE_UNNAMED;
    if (e != NG_NONE && r->entities.at[e].type == NG_PER)
        return NG_GRADE_NAMED;
    if (NG_IN(head->low, crowds))
        return NG_GRADE_UNNAMED;
    if (NG_IN(head->low, documents))
        return NG_GRADE_DOCUMENT;
    if (NG_IN(head->low, bodies))
        return NG_GRADE_ORGANISATION;
    if (NG_IN(head->low, speakers) && lower)
        return NG_GRADE_ROLE;
    if (NG_IN(first->low, pronouns))
        return grade_of_pronoun(first->low, e != NG_NONE);
    if (lower)
        return the && head->tag != NG_TAG_NNS ? NG_GRADE_ROLE
                                              : NG_GRADE_UNNAMED;
    if (e != NG_NONE)
        return NG_GRADE_ORGANISATION;
    /* two or more capitals without an article: a person, as far as one can
     * tell without names; with an article or alone in capitals: a body */
    return the || head->letter_case == NG_CASE_UPPER ? NG_GRADE_ORGANISATION
                                                     : NG_GRADE_NAMED;
}
