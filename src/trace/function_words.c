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

/* Where the words of each letter begin. */
static const uint8_t first[27] = {0,  13, 22,  22,  31,  34,  37,  37,  46,
                                  53, 54, 54,  55,  64,  68,  80,  81,  81,
                                  81, 91, 107, 110, 112, 126, 126, 131, 131};

/* Bit n: there is a word of n letters. Most words are told apart by this. */
static const uint8_t lengths[26] = {0xbe, 0xfc, 0x00, 0xdc, 0x30, 0x38, 0x00,
                                    0x1c, 0x1e, 0x10, 0x00, 0x10, 0x7c, 0x0c,
                                    0x3c, 0x08, 0x00, 0x00, 0x7c, 0x3c, 0x24,
                                    0x18, 0x3c, 0x00, 0x38, 0x00};

bool ng_is_function_word(ng_str word)
{
    if (word.n == 0 || word.n > 7 || !ng_is_lower(word.p[0]))
        return false;
    size_t letter = (size_t)(word.p[0] - 'a');
    if (!(lengths[letter] >> word.n & 1))
        return false;
    for (size_t i = first[letter]; i < first[letter + 1]; i++)
        if (ng_str_eq(words[i], word))
            return true;
    return false;
}
