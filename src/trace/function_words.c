#include "trace/function_words.h"

/* In alphabetical order. Modal verbs are left out: a spinner makes "will
 * certainly" of "would". */
static const ng_str words[] = {
    S("a"),      S("about"),  S("after"),  S("against"), S("all"),
    S("amid"),   S("among"),  S("an"),     S("and"),     S("any"),
    S("are"),    S("as"),     S("at"),     S("be"),      S("because"),
    S("been"),   S("before"), S("being"),  S("between"), S("both"),
    S("but"),    S("by"),     S("day"),    S("days"),    S("despite"),
    S("did"),    S("do"),     S("does"),   S("down"),    S("dr"),
    S("during"), S("each"),   S("even"),   S("every"),   S("first"),
    S("for"),    S("from"),   S("had"),    S("has"),     S("have"),
    S("he"),     S("her"),    S("here"),   S("him"),     S("his"),
    S("how"),    S("i"),      S("if"),     S("in"),      S("into"),
    S("is"),     S("it"),     S("its"),    S("just"),    S("last"),
    S("me"),     S("month"),  S("months"), S("more"),    S("most"),
    S("mr"),     S("mrs"),    S("ms"),     S("my"),      S("new"),
    S("no"),     S("nor"),    S("not"),    S("of"),      S("off"),
    S("on"),     S("one"),    S("only"),   S("onto"),    S("or"),
    S("other"),  S("our"),    S("out"),    S("over"),    S("own"),
    S("per"),    S("said"),   S("same"),   S("say"),     S("says"),
    S("second"), S("she"),    S("so"),     S("some"),    S("still"),
    S("such"),   S("than"),   S("that"),   S("the"),     S("their"),
    S("them"),   S("then"),   S("there"),  S("these"),   S("they"),
    S("this"),   S("those"),  S("three"),  S("to"),      S("told"),
    S("too"),    S("two"),    S("under"),  S("until"),   S("up"),
    S("very"),   S("via"),    S("was"),    S("we"),      S("week"),
    S("weeks"),  S("were"),   S("what"),   S("when"),    S("where"),
    S("which"),  S("while"),  S("who"),    S("whom"),    S("why"),
    S("with"),   S("year"),   S("years"),  S("yet"),     S("you"),
    S("your"),
};

/* Letters of a word as a number, times this, upper bits: no two of the words
 * have the same, which a search for such a factor has found; slot has the
 * word's place + 1. A test asks for each of them. */
enum { SLOT_BITS = 10 };
#define FACTOR 0xf9479d6a5fe0b1d5U
static const uint8_t slot[1 << SLOT_BITS] = {
    [6] = 104,   [15] = 80,   [16] = 49,   [23] = 20,   [25] = 35,
    [26] = 89,   [30] = 61,   [33] = 88,   [64] = 6,    [77] = 5,
    [95] = 127,  [107] = 60,  [110] = 109, [111] = 83,  [122] = 39,
    [133] = 114, [148] = 78,  [153] = 76,  [154] = 34,  [157] = 94,
    [167] = 128, [168] = 66,  [175] = 33,  [184] = 87,  [186] = 25,
    [188] = 2,   [193] = 131, [202] = 117, [207] = 86,  [220] = 55,
    [229] = 123, [231] = 8,   [239] = 82,  [243] = 122, [244] = 26,
    [249] = 47,  [263] = 59,  [264] = 4,   [266] = 110, [267] = 106,
    [269] = 67,  [272] = 30,  [278] = 120, [283] = 22,  [312] = 85,
    [315] = 29,  [316] = 63,  [317] = 74,  [325] = 28,  [329] = 90,
    [348] = 70,  [354] = 19,  [358] = 98,  [365] = 45,  [382] = 125,
    [402] = 56,  [408] = 101, [411] = 92,  [416] = 129, [417] = 53,
    [423] = 81,  [424] = 51,  [436] = 27,  [442] = 100, [446] = 31,
    [456] = 96,  [460] = 11,  [464] = 1,   [479] = 50,  [484] = 36,
    [491] = 95,  [495] = 7,   [498] = 21,  [504] = 68,  [506] = 16,
    [507] = 46,  [510] = 107, [528] = 124, [532] = 84,  [536] = 41,
    [543] = 18,  [547] = 111, [553] = 65,  [559] = 73,  [585] = 79,
    [587] = 32,  [605] = 43,  [635] = 69,  [636] = 121, [638] = 42,
    [639] = 12,  [644] = 10,  [683] = 44,  [698] = 14,  [710] = 52,
    [713] = 115, [715] = 24,  [733] = 9,   [742] = 113, [761] = 62,
    [778] = 37,  [784] = 99,  [785] = 116, [796] = 48,  [798] = 15,
    [801] = 119, [812] = 126, [820] = 91,  [835] = 118, [838] = 130,
    [875] = 108, [878] = 71,  [882] = 97,  [883] = 54,  [890] = 17,
    [916] = 93,  [917] = 38,  [925] = 13,  [935] = 23,  [936] = 102,
    [937] = 77,  [940] = 58,  [943] = 112, [954] = 40,  [964] = 103,
    [986] = 72,  [992] = 105, [1000] = 75, [1003] = 3,  [1004] = 57,
    [1011] = 64,
};

bool ng_is_function_letters(uint64_t letters)
{
    size_t at = slot[letters * FACTOR >> (64 - SLOT_BITS)];
    if (!at)
        return false;
    uint64_t found = 0;
    for (size_t i = 0; i < words[at - 1].n; i++)
        found |= (uint64_t)(unsigned char)words[at - 1].p[i] << 8 * i;
    return found == letters;
}

bool ng_is_function_word(ng_str word)
{
    uint64_t letters = 0;
    if (word.n == 0 || word.n > NG_FUNCTION_LETTERS)
        return false;
    for (size_t i = 0; i < word.n; i++)
        letters |= (uint64_t)(unsigned char)word.p[i] << 8 * i;
    return ng_is_function_letters(letters);
}
