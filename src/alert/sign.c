#include "alert/alert.h"
#include "alert/hook.h"

#include <errno.h>
#include <netinet/in.h>
#include <nettle/base64.h>
#include <nettle/hmac.h>
#include <stdio.h>
#include <sys/random.h>

static const char HEAD[] = "whsec_";
enum { HEAD_CHARS = 6, KEY_BYTES = 32, CODED = 44 };

ng_str ng_alert_secret(const uint8_t random[32], char buf[NG_SECRET_CHARS + 1])
{
    memcpy(buf, HEAD, HEAD_CHARS);
    base64_encode_raw(buf + HEAD_CHARS, KEY_BYTES, random);
    buf[NG_SECRET_CHARS] = 0;
    return (ng_str){buf, NG_SECRET_CHARS};
}

ng_status ng_alert_draw_secret(struct ng_rule *rule,
                               char buf[NG_SECRET_CHARS + 1],
                               struct ng_err *err)
{
    uint8_t random[KEY_BYTES];
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
        return ng_fail(err, NG_IO, 0, "there is no randomness: %s",
                       strerror(errno));
    rule->secret = ng_alert_secret(random, buf);
    return NG_OK;
}

static bool read_key(ng_str secret, uint8_t key[KEY_BYTES + 4])
{
    struct base64_decode_ctx ctx;
    size_t n = KEY_BYTES + 4;
    if (secret.n != NG_SECRET_CHARS || !ng_str_starts(secret, ng_str_of(HEAD)))
        return false;
    base64_decode_init(&ctx);
    return base64_decode_update(&ctx, &n, key, CODED, secret.p + HEAD_CHARS) &&
           base64_decode_final(&ctx) && n == KEY_BYTES;
}

bool ng_hook_sign(ng_str secret, ng_str id, int64_t seconds, ng_str body,
                  char to[NG_SIGNATURE_CHARS + 1])
{
    uint8_t key[KEY_BYTES + 4], digest[SHA256_DIGEST_SIZE];
    char head[64];
    struct hmac_sha256_ctx ctx;
    if (!read_key(secret, key))
        return false;
    int n = snprintf(head, sizeof head, PRS ".%lld.", PRS_ARG(id),
                     (long long)seconds);
    hmac_sha256_set_key(&ctx, KEY_BYTES, key);
    hmac_sha256_update(&ctx, (size_t)n, (const uint8_t *)head);
    hmac_sha256_update(&ctx, body.n, (const uint8_t *)body.p);
    hmac_sha256_digest(&ctx, sizeof digest, digest);
    memcpy(to, "v1,", 3);
    base64_encode_raw(to + 3, sizeof digest, digest);
    to[NG_SIGNATURE_CHARS] = 0;
    return true;
}

/* ---- addresses ----------------------------------------------------------- */

/* Networks that are not of the open Internet (IANA's special registries). */
static const struct {
    uint32_t net;
    int bits;
} four[] = {
    {0x00000000, 8},  /* this network */
    {0x0a000000, 8},  /* private */
    {0x64400000, 10}, /* carriers' own */
    {0x7f000000, 8},  /* loopback */
    {0xa9fe0000, 16}, /* link */
    {0xac100000, 12}, /* private */
    {0xc0000000, 24}, /* protocols */
    {0xc0000200, 24}, /* documentation */
    {0xc0a80000, 16}, /* private */
    {0xc6120000, 15}, /* benchmarks */
    {0xc6336400, 24}, /* documentation */
    {0xcb007100, 24}, /* documentation */
    {0xe0000000, 4},  /* multicast */
    {0xf0000000, 4},  /* reserved */
};

static bool private_four(uint32_t a)
{
    for (size_t i = 0; i < sizeof four / sizeof *four; i++)
        if (a >> (32 - four[i].bits) == four[i].net >> (32 - four[i].bits))
            return true;
    return false;
}

static uint32_t four_at(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           p[3];
}

/* The open Internet is 2000::/3; addresses that have one of version 4 inside
 * are as good as that one. */
static bool private_six(const uint8_t a[16])
{
    static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255};
    static const uint8_t nat[12] = {0, 0x64, 0xff, 0x9b};
    if (memcmp(a, mapped, 12) == 0 || memcmp(a, nat, 12) == 0)
        return private_four(four_at(a + 12));
    if (a[0] == 0x20 && a[1] == 0x02) /* 6to4 */
        return private_four(four_at(a + 2));
    bool documentation = four_at(a) == 0x20010db8;
    bool special = a[0] == 0x20 && a[1] == 0x01 && a[2] < 2; /* 2001::/23 */
    return (a[0] & 0xe0) != 0x20 || documentation || special;
}

bool ng_address_private(const struct sockaddr *a)
{
    if (a->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const void *)a;
        return private_four(ntohl(v4->sin_addr.s_addr));
    }
    if (a->sa_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const void *)a;
        return private_six(v6->sin6_addr.s6_addr);
    }
    return true;
}
