#include "code/roles.h"
#include "report/plover.h"

/* What is no business of this program: dealings among private persons and
 * firms, and games. "A firm sued its founder", "the striker attacked": the
 * words are those of states, but no state, body, office or armed group has a
 * part in it.
 */

enum { GAME_WORDS = 3, GAME_SHARE = 80, GAME_SENTENCE = 2 };

static const ng_str game_words[] = {
    S("match"),      S("striker"),   S("midfielder"),   S("goalkeeper"),
    S("coach"),      S("league"),    S("cup"),          S("tournament"),
    S("semifinal"),  S("innings"),   S("wicket"),       S("batsman"),
    S("bowler"),     S("halftime"),  S("quarterback"),  S("touchdown"),
    S("playoff"),    S("champion"),  S("championship"), S("half-time"),
    S("equaliser"),  S("equalizer"), S("kickoff"),      S("referee"),
    S("season"),     S("squad"),     S("medal"),        S("teammate"),
    S("basketball"), S("football"),  S("soccer"),       S("cricket"),
    S("rugby"),      S("tennis"),    S("baseball"),     S("hockey"),
    S("nba"),        S("nfl"),       S("fifa"),         S("uefa"),
    S("goal"),       S("score"),     S("semi-final"),   S("quarter-final"),
    S("defender"),   S("winger"),    S("inning"),       S("stadium"),
    S("scorer"),     S("fixture"),   S("penalties"),    S("final"),
};
enum { GAME_KINDS = sizeof game_words / sizeof *game_words };

/* How many different words of the list stand in from..end; *all: with
 * repeats. */
static size_t count_game(const struct ng_tree *t, uint32_t from, uint32_t end,
                         size_t *all)
{
    bool seen[GAME_KINDS] = {false};
    size_t kinds = 0;
    for (uint32_t w = from; w < end; w++)
        for (size_t i = 0; i < GAME_KINDS; i++)
            if (ng_str_eq(ng_lemma(t, w), game_words[i]) ||
                ng_str_eq(ng_low(t, w), game_words[i])) {
                kinds += !seen[i];
                seen[i] = true;
                ++*all;
                break;
            }
    return kinds;
}

bool ng_is_of_games(const struct ng_tree *t)
{
    size_t all = 0, kinds = count_game(t, 0, t->n, &all);
    return kinds >= GAME_WORDS && all * GAME_SHARE >= t->n;
}

/* In a report on games, and wherever a sentence speaks of one. */
static bool is_game(const struct ng_coder *k, const struct ng_mention *m)
{
    if (k->games)
        return true;
    uint32_t s = ng_sentence_at(k->r, m->trigger.beg);
    size_t all = 0;
    return s < k->r->sentences.n &&
           count_game(&k->tree, k->r->sentences.at[s].first,
                      k->r->sentences.at[s].end, &all) >= GAME_SENTENCE;
}

/* Offices, forces, parties; not firms, media, schools and the like. */
static bool is_office(const char sector[4])
{
    char low[5] = {'|', sector[0], sector[1], sector[2], '|'};
    static const ng_str private =
        S("|BUS|MED|EDU|CVL|ART|SPT|REL|ENV|AGR|MNC|");
    if (!sector[0])
        return false;
    for (size_t i = 0; i + 5 <= private.n; i++)
        if (memcmp(private.p + i, low, 5) == 0)
            return false;
    return true;
}

static bool has_word(ng_str name, ng_str list)
{
    ng_str rest = name;
    while (rest.n) {
        ng_cut cut = ng_cut_at(rest, ' ');
        if (ng_listed(list, cut.head))
            return true;
        rest = cut.tail;
    }
    return false;
}

/* "Holm Partners", "Orsk United": firms, clubs, schools and media by their own
 * names; any other body may be one of state or of a movement. */
static bool is_body(ng_str name)
{
    static const ng_str bodies =
        S("|Committee|Commission|Council|Ministry|Court|Parliament|Party|"
          "Front|Movement|Army|Government|Authority|Union|Senate|Assembly|"
          "Congress|Police|Brigade|Alliance|Coalition|Federation|Association|"
          "Agency|Department|Office|Board|Bureau|Board|Service|League|"
          "Tribunal|Navy|Guard|Force|Forces|Mission|Nations|Bank|");
    static const ng_str firms =
        S("|Inc|Inc.|Ltd|Ltd.|Limited|Corp|Corp.|Corporation|Co|Co.|Company|"
          "PLC|plc|LLC|SA|S.A.|AG|GmbH|NV|Bhd|Pty|Sdn|Holdings|Holding|Group|"
          "Partners|Airlines|Airways|Air|Motors|Industries|Energy|Mining|"
          "Mines|Minerals|Resources|Steel|Oil|Gas|Petroleum|Telecom|Media|"
          "News|Times|Post|Herald|Tribune|Gazette|Radio|TV|Television|Wire|"
          "Star|Daily|Weekly|Press|University|College|School|Academy|"
          "Institute|Hospital|Club|FC|United|City|Rovers|Wanderers|Stores|"
          "Foods|Farms|Hotels|Hotel|Systems|Technologies|Software|Capital|"
          "Investments|Insurance|Logistics|Shipping|Lines|Properties|Pharma|"
          "Biologics|Theatre|Museum|Studios|Records|Brothers|Sons|Brewery|");
    return has_word(name, bodies) || !has_word(name, firms);
}

/* `land`: countries count too, not only those who act for them. */
static bool is_public(const struct ng_coder *k, const struct ng_party *p,
                      bool land)
{
    if (p->entity >= k->r->entities.n) {
        if (is_office(p->sector))
            return true;
        uint32_t end = ng_word_at(k->r, p->at.end);
        end = end == NG_NONE ? (uint32_t)k->r->words.n : end;
        uint8_t tag = end ? k->r->words.at[end - 1].tag : 0;
        if (end &&
            (ng_is(&k->tree, end - 1, "we") || ng_is(&k->tree, end - 1, "i")))
            return land; /* whoever makes a statement */
        bool together = memcmp(p->sector, "CVL", 4) == 0 &&
                        (tag == NG_TAG_NNS || tag == NG_TAG_NNPS);
        return land &&
               (together || (p->code[0] && memcmp(p->sector, "BUS", 3) != 0));
    }
    const struct ng_entity *e = &k->r->entities.at[p->entity];
    switch (e->type) {
    case NG_PER:
        return is_office(e->sector) || (land && !e->sector[0]);
    case NG_ORG:
        return is_office(e->sector) || (land && is_body(e->name)) ||
               (land && p->code[0] && memcmp(p->code, "MNC", 3) != 0);
    default:
        return land &&
               (p->code[0] != 0 || e->country[0] != 0 || e->type == NG_NORP);
    }
}

static bool any_public(const struct ng_coder *k, const struct ng_mention *m,
                       bool land)
{
    for (size_t i = 0; i < m->actors.n; i++)
        if (is_public(k, &m->actors.at[i], land))
            return true;
    for (size_t i = 0; i < m->recipients.n; i++)
        if (is_public(k, &m->recipients.at[i], land))
            return true;
    return false;
}

static bool is_firm(const struct ng_coder *k, const struct ng_party *p)
{
    if (memcmp(p->sector, "BUS", 3) == 0 || memcmp(p->code, "MNC", 3) == 0)
        return true;
    return p->entity < k->r->entities.n &&
           k->r->entities.at[p->entity].type == NG_ORG &&
           !is_body(k->r->entities.at[p->entity].name);
}

/* What firms promise and agree on is their business. */
static bool any_firm(const struct ng_coder *k, const struct ng_mention *m)
{
    for (size_t i = 0; i < m->actors.n; i++)
        if (is_firm(k, &m->actors.at[i]))
            return true;
    for (size_t i = 0; i < m->recipients.n; i++)
        if (is_firm(k, &m->recipients.at[i]))
            return true;
    return m->actors.n == 0;
}

static bool any_named(const struct ng_mention *m)
{
    for (size_t i = 0; i < m->actors.n; i++)
        if (m->actors.at[i].entity != NG_NONE)
            return true;
    for (size_t i = 0; i < m->recipients.n; i++)
        if (m->recipients.at[i].entity != NG_NONE)
            return true;
    return false;
}

/* Two persons of different countries: their names alone tell no office, but
 * such dealings are seldom private. */
static bool is_abroad(const struct ng_mention *m)
{
    const char *first = NULL;
    for (int side = 0; side < 2; side++) {
        const ng_parties *list = side ? &m->recipients : &m->actors;
        for (size_t i = 0; i < list->n; i++) {
            const char *code = list->at[i].code;
            if (!code[0] || memcmp(code, "MNC", 3) == 0)
                continue;
            if (first && memcmp(first, code, 3) != 0)
                return true;
            first = code;
        }
    }
    return false;
}

/* Police, violence and protest at a game, and what its judges do. */
static bool is_news_of_game(const struct ng_mention *m)
{
    static const ng_str harm =
        S("|assault.kill|assault.die|assault.bomb|assault.explode|"
          "assault.shoot|coerce.arrest|coerce.abduct|protest.demo|"
          "protest.riot|protest.stage|coerce.fine|coerce.ban.2|"
          "coerce.dismiss|coerce.arrest.2|coerce.arrest.3|accuse.probe.2|"
          "coerce.tear.gas|coerce.teargas|assault.beat.4|assault.hit.by|");
    return ng_listed(harm, m->rule);
}

bool ng_is_private(const struct ng_coder *k, const struct ng_template *p,
                   uint32_t w, const struct ng_frame *f,
                   const struct ng_mention *m)
{
    static const ng_str talks = S("|talk|talks|summit|negotiation|truce|");
    if (is_game(k, m))
        return !is_news_of_game(m) && !any_public(k, m, false);
    if ((p->flags & FLAG_ABROAD) && !is_abroad(m))
        return true;
    if (m->type == NG_PROTEST || m->type == NG_ASSAULT ||
        any_public(k, m, true) || is_abroad(m))
        return false;
    uint32_t what = p->pos == 'N' ? w : f->subject;
    if (m->type == NG_CONSULT && what != NG_NONE &&
        ng_listed(talks, ng_lemma(&k->tree, what)))
        return false;
    bool suit = (p->flags & FLAG_COURT) || ng_str_starts(m->cameo, STR("115"));
    bool state = m->type == NG_COERCE &&
                 (p->pos == 'N' || (f->passive && f->subject == NG_NONE));
    if (suit || state)
        return false;
    if (m->type == NG_AGREE)
        return any_firm(k, m);
    if (m->type == NG_ACCUSE || m->type == NG_COERCE ||
        m->type == NG_THREATEN || m->type == NG_REJECT)
        return false;
    return ng_quad(m->type) < 3 || !any_named(m);
}
