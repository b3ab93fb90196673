#include "clean/glue.h"
#include "lexicon/lexicon.h"

enum { LONGEST = 40 };

/* Written as one word with a capital inside, by their owners. */
static const ng_str brands[] = {
    S("youtube"),        S("facebook"),   S("whatsapp"),    S("linkedin"),
    S("buzzfeed"),       S("wikileaks"),  S("playstation"), S("mastercard"),
    S("softbank"),       S("techcrunch"), S("huffpost"),    S("infowars"),
    S("airpods"),        S("snapchat"),   S("soundcloud"),  S("dreamworks"),
    S("stubhub"),        S("blackrock"),  S("blackberry"),  S("crowdstrike"),
    S("fireeye"),        S("powerpoint"), S("github"),      S("tripadvisor"),
    S("wework"),         S("wechat"),     S("tiktok"),      S("yougov"),
    S("carplay"),        S("oneplus"),    S("netease"),     S("harpercollins"),
    S("instyle"),        S("doordash"),   S("godaddy"),     S("moveon"),
    S("bytedance"),      S("jetblue"),    S("accuweather"), S("exxonmobil"),
    S("conocophillips"), S("airbnb"),     S("paypal"),      S("moneygram"),
    S("sciencedirect"),  S("thestreet"),  S("theblaze"),    S("salesforce"),
    S("webmd"),          S("startup"),    S("newscorp"),    S("citigroup"),
    S("easyjet"),        S("ecohealth"),  S("hubspot"),     S("moderna"),
    S("fortnite"),       S("bluetooth"),  S("truecar"),     S("superpac"),
};
/* Names go on with a capital after these: McDonald, DeSantis, VanDyke. */
static const ng_str heads[] = {
    S("mc"),  S("mac"), S("de"),  S("la"),  S("le"),   S("di"),
    S("du"),  S("da"),  S("van"), S("von"), S("fitz"), S("san"),
    S("el"),  S("al"),  S("ben"), S("abu"), S("bin"),  S("ibn"),
    S("der"), S("o"),   S("st"),  S("des"), S("lo"),   S("ap")};

enum { NAME = NG_WORD_GIVEN | NG_WORD_SURNAME | NG_WORD_PLACE };

/* ng_lex_word without a final "'s"; 0 for what is not letters. */
static uint32_t bits_of(ng_str w)
{
    if (w.n > 2 && w.p[w.n - 1] == 's' && w.p[w.n - 2] == '\'')
        if (ng_lex_word(w) == 0)
            w.n -= 2;
    return w.n ? ng_lex_word(w) : 0;
}

/* "it's", "won't", "they're": the small word before counts. */
static uint32_t bits_of_short_form(ng_str w)
{
    static const ng_str ends[] = {S("'s"),  S("'re"), S("'ve"),
                                  S("'ll"), S("'d"),  S("n't")};
    uint32_t bits = bits_of(w);
    for (size_t k = 0; !bits && k < sizeof ends / sizeof *ends; k++)
        if (ng_str_ends(w, ends[k]) && w.n > ends[k].n + 1)
            bits = ng_lex_word((ng_str){w.p, w.n - ends[k].n});
    return bits;
}

/* How much of a word this is, 0 (none) to 6. A short rare word counts little:
 * there is one in nearly every name. */
static int strength(const struct ng_glue *glue, ng_str low, uint32_t *bits)
{
    *bits = bits_of_short_form(low);
    if (low.n == 1)
        return low.p[0] == 'a' ? 3 : 0;
    if (*bits & NG_WORD_FUNCTION)
        return 6;
    if ((*bits & NG_WORD_FREQUENT) && low.n > 2)
        return 5;
    if ((*bits & NG_WORD_COMMON) && low.n > 3)
        return 3;
    if ((*bits & NAME) && low.n > 2)
        return 3;
    if (glue->seen && low.n > 2) {
        uint32_t id = ng_name_find(&glue->words, low);
        if (id != NG_NO_NAME && glue->seen[id] > 1)
            return 3;
    }
    return 0;
}

static size_t digits_of(ng_str s, bool *grouped)
{
    size_t k = 0;
    *grouped = false;
    while (k < s.n && (ng_is_digit(s.p[k]) || s.p[k] == ','))
        *grouped = *grouped || s.p[k] == ',', k++;
    return k;
}

/* "10,000North", "2,000lots". */
static size_t after_number(const struct ng_glue *glue, ng_str s, ng_str low)
{
    bool grouped;
    size_t k = digits_of(s, &grouped);
    uint32_t bits;
    if (s.n - k < 4 || (!grouped && !glue->bold))
        return 0;
    for (size_t i = k; i < s.n; i++)
        if (!ng_is_alpha(s.p[i]) && s.p[i] != '\'')
            return 0;
    int power = strength(glue, (ng_str){low.p + k, low.n - k}, &bits);
    return power >= 3 ? k : 0;
}

/* "About2,300": any number after a small word, in a text of glue. */
static size_t before_number(const struct ng_glue *glue, ng_str s, ng_str low)
{
    size_t k = 0;
    uint32_t bits;
    bool grouped;
    while (k < s.n && ng_is_alpha(s.p[k]))
        k++;
    if (!glue->bold || k < 2 || k == s.n)
        return 0;
    if (digits_of((ng_str){s.p + k, s.n - k}, &grouped) != s.n - k)
        return 0;
    return strength(glue, (ng_str){low.p, k}, &bits) >= 5 ? k : 0;
}

/* What stands before names and years in any text; short forms of brands ("my",
 * "you", "i") are not among them. */
static const ng_str small[] = {
    S("the"),   S("in"),      S("on"),      S("of"),      S("at"),
    S("to"),    S("by"),      S("for"),     S("from"),    S("and"),
    S("with"),  S("that"),    S("when"),    S("than"),    S("or"),
    S("after"), S("before"),  S("since"),   S("between"), S("but"),
    S("until"), S("against"), S("because"), S("during"),  S("late"),
    S("early")};
enum { SMALL = sizeof small / sizeof *small };

/* A name and no other word, a country or its people, a part of the world. */
static bool is_proper(ng_str low, uint32_t bits)
{
    static const ng_str parts[] = {S("north"), S("south"), S("east"),
                                   S("west")};
    struct ng_lex_entry known;
    if ((bits & NAME) && !(bits & NG_WORD_COMMON))
        return true;
    return ng_str_in(low, parts, 4) ||
           (ng_lex_find(low, &known, 1) &&
            (known.kind == NG_LEX_COUNTRY || known.kind == NG_LEX_DEMONYM));
}

/* "in2011", "because2013". */
static size_t before_year(const struct ng_glue *glue, ng_str s, ng_str low)
{
    size_t k = s.n - 4;
    uint32_t bits;
    if (s.n < 6 || (s.p[k] != '1' && s.p[k] != '2'))
        return 0;
    for (size_t i = 0; i < s.n; i++)
        if (i < k ? !ng_is_alpha(s.p[i]) : !ng_is_digit(s.p[i]))
            return 0;
    bool century = (s.p[k] == '1' && s.p[k + 1] >= '5') ||
                   (s.p[k] == '2' && s.p[k + 1] == '0');
    ng_str left = {low.p, k};
    bool word = glue->bold
                    ? strength(glue, left, &bits) >= 5
                    : ng_is_lower(s.p[0]) && ng_str_in(left, small, SMALL);
    return century && word ? k : 0;
}

/* "WhenNorth", "theNorth". */
static size_t at_capital(const struct ng_glue *glue, ng_str s, ng_str low)
{
    size_t k = 1;
    uint32_t left_bits, right_bits;
    while (k < s.n && !ng_is_upper(s.p[k]))
        k++;
    if (k < 2 || k + 2 >= s.n || !ng_is_lower(s.p[k + 1]))
        return 0;
    ng_str left = {low.p, k}, right = {low.p + k, low.n - k};
    if (ng_str_in(left, heads, sizeof heads / sizeof *heads))
        return 0;
    size_t next = k + 1; /* "TheKimPutin": the next capital ends the half */
    while (next < s.n && !ng_is_upper(s.p[next]))
        next++;
    int a = strength(glue, left, &left_bits);
    int b = strength(glue, (ng_str){right.p, next - k}, &right_bits);
    if (b == 0 && glue->bold && next == s.n)
        b = a == 6; /* "TheUlan": a small word stands alone */
    if (a == 0 || b == 0)
        return 0;
    if (glue->bold)
        return a + b >= 6 ? k : 0;
    bool sure = ng_is_lower(s.p[0]) && next == s.n && b >= 3;
    return sure && ng_str_in(left, small, SMALL) && is_proper(right, right_bits)
               ? k
               : 0;
}

/* "Butit's", "Moscowplayed": no capital shows the seam. Among all seams the
 * one with the strongest halves. */
static size_t at_seam(const struct ng_glue *glue, ng_str s, ng_str low,
                      bool first)
{
    size_t best = 0;
    int most = 0;
    for (size_t k = first ? 1 : 2; k < low.n; k++) {
        uint32_t left_bits, right_bits;
        if (!ng_is_alpha(s.p[k]) || (k == 1 && s.p[0] != 'A'))
            continue;
        ng_str left = {low.p, k}, right = {low.p + k, low.n - k};
        int a = strength(glue, left, &left_bits);
        int b = a ? strength(glue, right, &right_bits) : 0;
        if (!a || !b)
            continue;
        bool name = a == 3 && ng_is_upper(s.p[0]) && left.n > 3 &&
                    (left_bits == 0 || (left_bits & NAME));
        if (!first && !(name && right.n > 3))
            continue;
        int sum = (a + b) * 4 + (int)(left.n < 8 ? left.n : 8);
        if (a + b >= 6 && sum > most)
            most = sum, best = k;
    }
    return best;
}

size_t ng_glue_split(const struct ng_glue *glue, ng_str s, bool first)
{
    char low_buf[LONGEST];
    if (s.n < 4 || s.n > LONGEST)
        return 0;
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= 0x80)
            return 0;
        low_buf[i] = ng_to_lower(s.p[i]);
    }
    ng_str low = {low_buf, s.n};
    if (ng_is_digit(s.p[0]))
        return after_number(glue, s, low);
    if (ng_is_digit(s.p[s.n - 1]))
        return before_year(glue, s, low) ? s.n - 4
                                         : before_number(glue, s, low);
    bool capital = false;
    for (size_t i = 1; i < s.n; i++)
        capital = capital || ng_is_upper(s.p[i]);
    if (!capital && !glue->bold)
        return 0;
    struct ng_lex_entry known;
    if (bits_of_short_form(low) || ng_lex_find(low, &known, 1) ||
        ng_str_in(low, brands, sizeof brands / sizeof *brands))
        return 0;
    if (capital)
        return at_capital(glue, s, low);
    return at_seam(glue, s, low, first);
}

/* ---- looking over ------------------------------------------------------ */

static ng_str first_word(ng_str s)
{
    size_t beg = 0;
    while (beg < s.n &&
           (strchr("\"'*_>(", s.p[beg]) || (unsigned char)s.p[beg] == 0xE2 ||
            (unsigned char)s.p[beg] == 0x80 ||
            (unsigned char)s.p[beg] == 0x9C) &&
           s.p[beg])
        beg++;
    size_t end = beg;
    while (end < s.n && (ng_is_alpha(s.p[end]) || s.p[end] == '\''))
        end++;
    return (ng_str){s.p + beg, end - beg};
}

static void count_words(struct ng_glue *glue, ng_str s, struct ng_arena *a)
{
    NG_LIST(uint32_t) seen = {0};
    char low[LONGEST];
    for (size_t i = 0; i < s.n;) {
        size_t n = 0;
        while (i + n < s.n && (ng_is_alpha(s.p[i + n]) || s.p[i + n] == '\''))
            n++;
        if (n > 2 && n < LONGEST) {
            for (size_t k = 0; k < n; k++)
                low[k] = ng_to_lower(s.p[i + k]);
            uint32_t id = ng_name(&glue->words, (ng_str){low, n}, a);
            while (seen.n <= id)
                *ng_push(&seen, a) = 0;
            seen.at[id]++;
        }
        i += n + 1;
    }
    glue->seen = seen.at;
}

struct ng_glue ng_look_for_glue(ng_str source, const ng_parts *parts,
                                struct ng_arena *a)
{
    enum { ENOUGH = 2000, WORDS = 1 << 20 };
    struct ng_glue glue = {.bold = true};
    struct ng_names found = {0};
    for (size_t i = 0; i < parts->n && glue.paragraphs < ENOUGH; i++) {
        const struct ng_part *p = &parts->at[i];
        if (p->gone || p->joined || p->kind != NG_BLOCK_PARAGRAPH)
            continue;
        ng_str text = ng_slice(source, p->at), word = first_word(text);
        glue.paragraphs++;
        size_t cut = ng_glue_split(&glue, word, true);
        if (!cut)
            continue;
        char low[LONGEST];
        for (size_t k = 0; k < word.n; k++)
            low[k] = ng_to_lower(word.p[k]);
        uint32_t x;
        int left = strength(&glue, (ng_str){low, cut}, &x);
        int right = strength(&glue, (ng_str){low + cut, word.n - cut}, &x);
        if (left + right >= 9 || (left >= 5 && ng_is_upper(word.p[cut])))
            ng_name(&found, word, a);
    }
    glue.starts = (uint32_t)found.all.n;
    glue.bold = glue.starts >= 3 && glue.starts * 10 >= glue.paragraphs;
    if (glue.bold)
        count_words(&glue,
                    (ng_str){source.p, source.n < WORDS ? source.n : WORDS}, a);
    return glue;
}
