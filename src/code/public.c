#include "code/roles.h"

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

/* "Review Commission": a body of state or of a movement by its own name. */
static bool is_body(ng_str name)
{
    static const ng_str words[] = {
        S("Committee"), S("Commission"), S("Council"),    S("Ministry"),
        S("Court"),     S("Parliament"), S("Party"),      S("Front"),
        S("Movement"),  S("Army"),       S("Government"), S("Authority"),
        S("Union"),     S("Senate"),     S("Assembly"),   S("Congress"),
        S("Police"),    S("Brigade"),    S("Alliance"),   S("Coalition"),
    };
    ng_str rest = name;
    while (rest.n) {
        ng_cut cut = ng_cut_at(rest, ' ');
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (ng_str_eq(cut.head, words[i]))
                return true;
        rest = cut.tail;
    }
    return false;
}

/* `land`: countries count too, not only those who act for them. */
static bool is_public(const struct ng_coder *k, const struct ng_party *p,
                      bool land)
{
    if (p->entity >= k->r->entities.n)
        return is_office(p->sector) ||
               (land && p->code[0] && memcmp(p->sector, "BUS", 3) != 0);
    const struct ng_entity *e = &k->r->entities.at[p->entity];
    switch (e->type) {
    case NG_PER:
        return is_office(e->sector);
    case NG_ORG:
        return is_office(e->sector) || is_body(e->name) ||
               (land && p->code[0] && memcmp(p->code, "MNC", 3) != 0);
    default:
        return land && (p->code[0] != 0 || e->country[0] != 0);
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

bool ng_is_private(const struct ng_coder *k, const struct ng_mention *m)
{
    static const ng_str harm =
        S("|assault.kill|assault.die|assault.bomb|assault.explode|"
          "assault.shoot|coerce.arrest|coerce.abduct|protest.demo|"
          "protest.riot|protest.stage|");
    if (is_game(k, m))
        return !ng_listed(harm, m->rule) && !any_public(k, m, false);
    bool rough = m->type == NG_PROTEST || m->type == NG_MOBILIZE ||
                 m->type == NG_COERCE || m->type == NG_ASSAULT;
    return !rough && !any_public(k, m, true) && !is_abroad(m);
}
