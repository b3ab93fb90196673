/* The writer of JSON: commas, escapes, what is not UTF-8, numbers, fields. */
#include "t.h"
#include "text/json.h"
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

T_MAIN(T(commas_stand_where_they_belong), T(what_json_escapes_is_escaped),
       T(what_is_no_utf8_is_replaced), T(every_two_bytes_give_valid_text),
       T(numbers_are_json), T(fields_are_where_their_values_are),
       T(depth_has_an_end))
