/* The writer of JSON: commas, escapes, what is not UTF-8, numbers, fields. */
#include "t.h"
#include "text/json.h"
#include "text/jsonread.h"
#include "text/utf8.h"

#include <math.h>
#include <stdlib.h>

static struct ng_out out;

static ng_str escaped(ng_str s)
{
    char *p = malloc(s.n ? s.n : 1); /* of its exact size */
    memcpy(p, s.p, s.n);
    out.n = 0;
    ng_json_escape(&out, (ng_str){p, s.n});
    free(p);
    return ng_out_str(&out);
}

static void commas_stand_where_they_belong(void)
{
    struct ng_json j = {.out = &out};
    out.n = 0;
    ng_json_begin(&j, '{');
    ng_json_key(&j, "a");
    ng_json_int(&j, -5);
    ng_json_key(&j, "b");
    ng_json_begin(&j, '[');
    ng_json_bool(&j, true);
    ng_json_null(&j);
    ng_json_begin(&j, '[');
    ng_json_end(&j, ']');
    ng_json_begin(&j, '{');
    ng_json_key(&j, "c");
    ng_json_str(&j, STR("x"));
    ng_json_end(&j, '}');
    ng_json_end(&j, ']');
    ng_json_key(&j, "d");
    ng_json_str_or_null(&j, STR(""));
    ng_json_key(&j, "e");
    ng_json_raw(&j, STR("{\"f\":1}"));
    ng_json_end(&j, '}');
    CHECK_STR(ng_out_str(&out), "{\"a\":-5,\"b\":[true,null,[],{\"c\":\"x\"}],"
                                "\"d\":null,\"e\":{\"f\":1}}");
}

static void what_json_escapes_is_escaped(void)
{
    CHECK_STR(escaped(STR("")), "");
    CHECK_STR(escaped(STR("\"quoted\" \\ /")), "\\\"quoted\\\" \\\\ /");
    CHECK_STR(escaped(STR("a\nb\tc\rd")), "a\\nb\\tc\\u000dd");
    CHECK_STR(escaped((ng_str){"a\0\x1b\x7f", 4}), "a\\u0000\\u001b\\u007f");
    CHECK_STR(escaped(STR("Zürich – “ja”")), "Zürich – “ja”");
    CHECK_STR(escaped(STR("\xf0\x9f\x9a\xa2")), "\xf0\x9f\x9a\xa2");
}

static void what_is_no_utf8_is_replaced(void)
{
#define FFFD "\xef\xbf\xbd"
    CHECK_STR(escaped(STR("\xff")), FFFD);
    CHECK_STR(escaped(STR("caf\xe9")), "caf" FFFD);
    CHECK_STR(escaped(STR("\xe2\x82")), FFFD FFFD); /* cut off */
    CHECK_STR(escaped(STR("\xc0\xaf")), FFFD FFFD); /* overlong */
    CHECK_STR(escaped(STR("\xe0\x80\xaf")), FFFD FFFD FFFD);
    CHECK_STR(escaped(STR("\xed\xa0\x80")), FFFD FFFD FFFD); /* surrogate */
    CHECK_STR(escaped(STR("\xf4\x90\x80\x80")), FFFD FFFD FFFD FFFD);
    CHECK_STR(escaped(STR("\xf8\x88\x80\x80\x80")), FFFD FFFD FFFD FFFD FFFD);
    CHECK_STR(escaped(STR("\x80"
                          "A")),
              FFFD "A");
    CHECK_STR(escaped(STR("\xf0\x9f\x9a"
                          "A")),
              FFFD FFFD FFFD "A");
}

static void every_two_bytes_give_valid_text(void)
{
    size_t bad = 0;
    for (unsigned i = 0; i < 65536; i++) {
        char two[2] = {(char)(i >> 8), (char)i};
        ng_str s = escaped((ng_str){two, 2});
        bad += ng_utf8_valid(s) != s.n;
        for (size_t k = 0; k < s.n; k++)
            bad += (unsigned char)s.p[k] < 0x20 || s.p[k] == 0x7f;
    }
    CHECK_INT(bad, 0);
}

static void numbers_are_json(void)
{
    struct ng_json j = {.out = &out};
    out.n = 0;
    ng_json_begin(&j, '[');
    ng_json_num(&j, 0.25, 3);
    ng_json_num(&j, 3, 3);
    ng_json_num(&j, -0.5, 1);
    ng_json_num(&j, (double)NAN, 3);
    ng_json_num(&j, (double)INFINITY, 3);
    ng_json_num(&j, 1e15, 2);
    ng_json_int(&j, INT64_MIN);
    ng_json_end(&j, ']');
    CHECK_STR(ng_out_str(&out), "[0.250,3,-0.5,null,null,1000000000000000.00,"
                                "-9223372036854775808]");
}

static void fields_are_where_their_values_are(void)
{
    struct ng_json_field fields[NG_JSON_FIELDS];
    struct ng_json j = {.out = &out, .fields = fields};
    out.n = 0;
    ng_json_begin(&j, '{');
    ng_json_key(&j, "a");
    ng_json_str(&j, STR("x\"y"));
    ng_json_key(&j, "list");
    ng_json_begin(&j, '[');
    ng_json_begin(&j, '{');
    ng_json_key(&j, "inner");
    ng_json_int(&j, 1);
    ng_json_end(&j, '}');
    ng_json_end(&j, ']');
    ng_json_key(&j, "z");
    ng_json_null(&j);
    ng_json_end(&j, '}');
    REQUIRE(j.fields_n == 3);
    ng_str s = ng_out_str(&out);
#define VALUE(i) ((ng_str){s.p + fields[i].beg, fields[i].end - fields[i].beg})
    CHECK_STR(VALUE(0), "\"x\\\"y\"");
    CHECK_STR(VALUE(1), "[{\"inner\":1}]");
    CHECK_STR(VALUE(2), "null");
    CHECK(strcmp(fields[1].key, "list") == 0);
}

static void depth_has_an_end(void)
{
    struct ng_json j = {.out = &out};
    out.n = 0;
    for (int i = 0; i < 100; i++)
        ng_json_begin(&j, '[');
    for (int i = 0; i < 100; i++)
        ng_json_end(&j, ']');
    CHECK_INT(j.depth, 0);
    ng_out_release(&out);
}

/* ---- reading ---- */

/* In a block of its own length, so that a read past its end is found. */
static bool reads(ng_str s, ng_str *value)
{
    static char *block;
    free(block);
    block = malloc(s.n + (s.n == 0));
    memcpy(block, s.p, s.n);
    return ng_json_check((ng_str){block, s.n}, value, NULL) == NG_OK;
}

static void what_is_json_is_read(void)
{
    static const ng_str good[] = {
        S("{}"),         S("[]"),
        S(" [ ] "),      S("null"),
        S("-0"),         S("1.5e+3"),
        S("\"\""),       S("{\"a\":[1,{\"b\":null},\"x\\\"y\"],\"c\":{}}"),
        S("[[],[[]]]"),  S("\"\\u00e9\""),
        S("\n[1 , 2]\t")};
    static const ng_str bad[] = {S(""),       S(" "),          S("{"),
                                 S("["),      S("]"),          S("{]"),
                                 S("[1,]"),   S("{\"a\":1,}"), S("{\"a\"}"),
                                 S("{a:1}"),  S("[1 2]"),      S("01"),
                                 S("+1"),     S("1."),         S(".5"),
                                 S("1e"),     S("\"\\x\""),    S("\"\\u12g4\""),
                                 S("\"a"),    S("\"\\"),       S("tru"),
                                 S("truex"),  S("1 1"),        S("{} {}"),
                                 S("\"\n\""), S("\"\xff\""),   S("[,1]"),
                                 S("{,}"),    S("\"\\u12"),    S("-")};
    ng_str value;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!reads(good[i], &value))
            T_SAY("refused: %s\n", good[i].p);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (reads(bad[i], &value))
            T_SAY("taken: %s\n", bad[i].p);
    CHECK(reads(STR(" [1] "), &value));
    CHECK_STR(value, "[1]");
}

static void json_is_nested_so_deep_and_no_deeper(void)
{
    char deep[2 * NG_JSON_DEEPEST + 2];
    ng_str value;
    for (size_t n = NG_JSON_DEEPEST; n <= NG_JSON_DEEPEST + 1; n++) {
        memset(deep, '[', n);
        memset(deep + n, ']', n);
        CHECK_INT(ng_json_check((ng_str){deep, 2 * n}, &value, NULL),
                  n == NG_JSON_DEEPEST ? NG_OK : NG_TOO_BIG);
    }
}

static void members_are_found(void)
{
    ng_str v, rest, name, item;
    REQUIRE(reads(STR("{ \"a\" : [1, \"two\" ,{\"a\":3}] , \"b\":{\"a\":4},"
                      "\"c\":5,\"c\":6 }"),
                  &v));
    CHECK_STR(ng_json_member(v, STR("a")), "[1, \"two\" ,{\"a\":3}]");
    CHECK_STR(ng_json_member(ng_json_member(v, STR("b")), STR("a")), "4");
    CHECK_STR(ng_json_member(v, STR("c")), "6");
    CHECK_INT(ng_json_member(v, STR("d")).n, 0);
    CHECK_INT(ng_json_member(ng_json_member(v, STR("a")), STR("a")).n, 0);
    rest = ng_json_member(v, STR("a"));
    REQUIRE(ng_json_next(&rest, &name, &item));
    CHECK_STR(item, "1");
    REQUIRE(ng_json_next(&rest, &name, &item));
    CHECK_STR(item, "\"two\"");
    REQUIRE(ng_json_next(&rest, &name, &item));
    CHECK_INT(ng_json_type(item), NG_JSON_OBJECT);
    CHECK(!ng_json_next(&rest, &name, &item));
}

static void texts_are_unescaped(void)
{
    enum { ROOM = 1 << 16 };
    struct ng_arena a;
    ng_str v;
    REQUIRE(ng_arena_open(&a, ROOM, NULL) == NG_OK);
    REQUIRE(reads(STR("\"a\\n\\\"\\/\\u00e9\\ud83d\\ude00\\ud83dx\""), &v));
    CHECK_STR(ng_json_words(v, &a),
              "a\n\"/\xc3\xa9\xf0\x9f\x98\x80\xef\xbf\xbdx");
    REQUIRE(reads(STR("\"\""), &v));
    CHECK_INT(ng_json_words(v, &a).n, 0);
    REQUIRE(reads(STR("17"), &v));
    CHECK_STR(ng_json_words(v, &a), "17");
}

T_MAIN(T(commas_stand_where_they_belong), T(what_json_escapes_is_escaped),
       T(what_is_no_utf8_is_replaced), T(every_two_bytes_give_valid_text),
       T(numbers_are_json), T(fields_are_where_their_values_are),
       T(depth_has_an_end), T(what_is_json_is_read),
       T(json_is_nested_so_deep_and_no_deeper), T(members_are_found),
       T(texts_are_unescaped))
