/* What a web hook is signed with, and where it may not be. */
#include "t.h"
#include "alert/hook.h"

#include <arpa/inet.h>
#include <stdint.h>

/* The vector was made with Python's hmac and base64. */
static void a_body_is_signed(void)
{
    uint8_t random[32];
    char secret[NG_SECRET_CHARS + 1], code[NG_SIGNATURE_CHARS + 1];
    for (uint8_t i = 0; i < 32; i++)
        random[i] = i;
    ng_str s = ng_alert_secret(random, secret);
    CHECK_STR(s, "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    REQUIRE(ng_hook_sign(s, STR("abc"), 1700000000, STR("{\"v\":1}"), code));
    CHECK_STR(ng_str_of(code),
              "v1,JOMgW/Uz0uHJvcvhJcxa5OyOPWRu2nHiEfIuiCESjkY=");
    CHECK(!ng_hook_sign(STR("whsec_"), STR("abc"), 1, STR("{}"), code));
    CHECK(
        !ng_hook_sign(STR("whsec_!AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
                      STR("abc"), 1, STR("{}"), code));
}

static bool is_private(const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return ng_address_private((const struct sockaddr *)&v4);
    if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1)
        return ng_address_private((const struct sockaddr *)&v6);
    return false;
}

static void addresses_of_ones_own(void)
{
    static const char *const own[] = {"127.0.0.1",
                                      "127.255.255.254",
                                      "10.1.2.3",
                                      "172.16.0.1",
                                      "172.31.255.255",
                                      "192.168.0.1",
                                      "169.254.169.254",
                                      "100.64.0.1",
                                      "0.0.0.0",
                                      "224.0.0.1",
                                      "255.255.255.255",
                                      "192.0.2.1",
                                      "198.18.0.1",
                                      "::1",
                                      "::",
                                      "fe80::1",
                                      "fc00::1",
                                      "fdff::1",
                                      "ff02::1",
                                      "::ffff:10.0.0.1",
                                      "64:ff9b::7f00:1",
                                      "2002:7f00:1::",
                                      "2001:db8::1",
                                      "2001::1",
                                      "::127.0.0.1"};
    static const char *const open[] = {
        "93.184.216.34",        "172.32.0.1",         "100.128.0.1",
        "192.169.0.1",          "11.0.0.1",           "2606:2800:220::1",
        "::ffff:93.184.216.34", "64:ff9b::5db8:d822", "2a00:1450:4001::1",
        "2002:5db8:d822::1"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (!is_private(own[i]))
            printf("# %s\n", own[i]);
        CHECK(is_private(own[i]));
    }
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        if (is_private(open[i]))
            printf("# %s\n", open[i]);
        CHECK(!is_private(open[i]));
    }
}

static void a_rule_is_checked(void)
{
    struct ng_rule rule = {0};
    struct ng_err err = {0};
    ng_str none = {0};
    CHECK(ng_alert_rule(STR("a"), STR("b"), 0, none, &rule, &err) == NG_OK);
    CHECK(ng_alert_rule(STR("a"), STR("b"), 2, STR("https://desk.example/hook"),
                        &rule, &err) == NG_OK);
    CHECK(ng_alert_rule(none, STR("b"), 0, none, &rule, &err) == NG_USAGE);
    CHECK(ng_alert_rule(STR("a"), none, 0, none, &rule, &err) == NG_USAGE);
    CHECK(ng_alert_rule(STR("a"), STR("b"), -1, none, &rule, &err) == NG_USAGE);
    static const char *const bad[] = {"desk.example",
                                      "file:///etc/passwd",
                                      "http://u:p@desk.example/",
                                      "http://desk.example/a b",
                                      "http://desk\n.example/",
                                      "http://"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(ng_alert_rule(STR("a"), STR("b"), 0, ng_str_of(bad[i]), &rule,
                            &err) == NG_USAGE);
}

T_MAIN(T(a_body_is_signed), T(addresses_of_ones_own), T(a_rule_is_checked))
