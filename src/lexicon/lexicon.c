/* lexicon.c - reads models/lexicon.bin where it lies.
 *
 * The layout is described in tools/lexicon, which writes it. Everything is
 * reached from the header by offsets, numbers are little endian and read with
 * memcpy, so nothing need be aligned and nothing is built at the start. Every
 * offset is checked against the size of the table before it is followed: a
 * damaged table gives wrong answers, never a read outside it.
 *
 *     hash of the phrase -> bucket in dir -> a few phrases in blob
 *     -> bits of the word, and numbers of places and records
 */
#include "lexicon/lexicon.h"

extern const char _binary_models_lexicon_bin_start[];
extern const char _binary_models_lexicon_bin_end[];

enum { /* u32 of the header, after the 8 bytes of magic */
       H_SIZE,
       H_LOG,
       H_SMALL,
       H_PLACES,
       H_RECORDS,
       H_OFFICES,
       H_COUNTRIES,
       H_DIR,
       H_NAMES,
       H_BLOB,
       H_PLACES_N,
       H_RECORDS_N,
       H_OFFICES_N,
       H_COUNTRIES_N
};
enum { SMALL = 12, PLACE = 24, RECORD = 16, OFFICE = 16, PREFIX = 1 << 15 };

size_t ng_lex_bytes(void)
{
    return (size_t)(_binary_models_lexicon_bin_end -
                    _binary_models_lexicon_bin_start);
}

/* `n` bytes of the table, or zeros beyond its end. */
static const char *at(size_t offset, size_t n)
{
    static const char nothing[32] = {0};
    size_t size = ng_lex_bytes();
    if (offset > size || n > size - offset)
        return nothing;
    return _binary_models_lexicon_bin_start + offset;
}

static uint32_t u32(size_t offset)
{
    uint32_t v;
    memcpy(&v, at(offset, sizeof v), sizeof v);
    return v;
}

static uint16_t u16(size_t offset)
{
    uint16_t v;
    memcpy(&v, at(offset, sizeof v), sizeof v);
    return v;
}

static float f32(size_t offset)
{
    float v;
    memcpy(&v, at(offset, sizeof v), sizeof v);
    return v;
}

static uint32_t head(int field)
{
    return u32(8 + 4 * (size_t)field);
}

/* A name of the pool: offset << 8 | length. */
static ng_str name_of(uint32_t v)
{
    size_t n = v & 0xff;
    size_t offset = head(H_NAMES) + (size_t)(v >> 8);
    if (offset > ng_lex_bytes() || n > ng_lex_bytes() - offset)
        return (ng_str){"", 0};
    return (ng_str){at(offset, 0), n};
}

static void small_of(uint32_t i, char *to, size_t cap)
{
    memcpy(to, at(head(H_SMALL) + (size_t)i * SMALL, SMALL), cap);
    to[cap - 1] = 0;
}

static uint32_t hash_of(ng_str s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (uint8_t)s.p[i]) * 16777619u;
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    return h ^ h >> 12;
}

struct ng_lex_hit ng_lex_look(ng_str folded)
{
    struct ng_lex_hit hit = {0};
    uint32_t log = head(H_LOG);
    if (folded.n == 0 || folded.n > 255 || log > 24)
        return hit;
    size_t bucket = hash_of(folded) & ((1u << log) - 1);
    size_t dir = head(H_DIR) + bucket * 4, blob = head(H_BLOB);
    size_t i = blob + u32(dir), end = blob + u32(dir + 4);
    if (end > ng_lex_bytes() || i > end)
        return hit;
    while (end - i > 4) {
        size_t n = *(const uint8_t *)at(i, 1);
        if (end - i < n + 4)
            return hit;
        size_t refs = *(const uint8_t *)at(i + n + 3, 1);
        if (n == folded.n && memcmp(at(i + 1, n), folded.p, n) == 0) {
            uint32_t bits = u16(i + 1 + n);
            hit.bits = bits & ~(uint32_t)PREFIX;
            hit.prefix = bits & PREFIX;
            hit.n = end - i - n - 4 < refs * 3 ? 0 : (uint32_t)refs;
            hit.at = (uint32_t)(i + n + 4);
            return hit;
        }
        size_t step = n + 4 + refs * 3;
        if (end - i < step)
            return hit;
        i += step;
    }
    return hit;
}

static struct ng_lex_entry place_of(uint32_t i)
{
    size_t p = head(H_PLACES) + (size_t)i * PLACE;
    uint32_t packed = u32(p + 20);
    struct ng_lex_entry e = {.kind = NG_LEX_PLACE,
                             .geonameid = u32(p),
                             .lat = f32(p + 4),
                             .lon = f32(p + 8),
                             .population = u32(p + 12),
                             .name = name_of(u32(p + 16))};
    small_of(packed & 0x3ff, e.country, sizeof e.country);
    small_of(packed >> 10 & 0xff, e.feature, sizeof e.feature);
    small_of(packed >> 18, e.admin1, sizeof e.admin1);
    return e;
}

static struct ng_lex_entry record_of(uint32_t i)
{
    size_t p = head(H_RECORDS) + (size_t)i * RECORD;
    struct ng_lex_entry e = {.name = name_of(u32(p))};
    uint8_t kind = *(const uint8_t *)at(p + 10, 1);
    e.kind = kind < NG_LEX_KIND_COUNT ? (enum ng_lex_kind)kind : NG_LEX_AGENT;
    small_of(u16(p + 4), e.country, sizeof e.country);
    small_of(u16(p + 6), e.code, sizeof e.code);
    small_of(u16(p + 8), e.sector, sizeof e.sector);
    if (e.kind == NG_LEX_COUNTRY) {
        struct ng_lex_entry where = place_of(u32(p + 12));
        e.lat = where.lat;
        e.lon = where.lon;
        e.geonameid = where.geonameid;
        e.population = where.population;
        memcpy(e.feature, where.feature, sizeof e.feature);
    }
    if (e.kind == NG_LEX_PERSON)
        e.id = i;
    return e;
}

struct ng_lex_entry ng_lex_at(struct ng_lex_hit hit, uint32_t i)
{
    const uint8_t *p = (const uint8_t *)at(hit.at + (size_t)i * 3, 3);
    uint32_t ref = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
    uint32_t places = head(H_PLACES_N);
    return ref < places ? place_of(ref) : record_of(ref - places);
}

size_t ng_lex_find(ng_str folded, struct ng_lex_entry *out, size_t most)
{
    struct ng_lex_hit hit = ng_lex_look(folded);
    size_t n = hit.n < most ? hit.n : most;
    for (size_t i = 0; i < n; i++)
        out[i] = ng_lex_at(hit, (uint32_t)i);
    return n;
}

bool ng_lex_find_kind(ng_str folded, enum ng_lex_kind kind,
                      struct ng_lex_entry *out)
{
    struct ng_lex_hit hit = ng_lex_look(folded);
    for (uint32_t i = 0; i < hit.n; i++) {
        struct ng_lex_entry e = ng_lex_at(hit, i);
        if (e.kind == kind) {
            *out = e;
            return true;
        }
    }
    return false;
}

bool ng_lex_is_prefix(ng_str folded)
{
    return ng_lex_look(folded).prefix;
}

uint32_t ng_lex_word(ng_str folded)
{
    return ng_lex_look(folded).bits;
}

ng_str ng_lex_key(const struct ng_lex_entry *e, struct ng_arena *a)
{
    static const char *const kinds[NG_LEX_KIND_COUNT] = {
        "country", "group", "metonym", "place", "person", "org",
        "org",     "role",  "agent",   "event", "group"};
    if (e->kind == NG_LEX_COUNTRY)
        return ng_str_format(a, "country:%s", e->country);
    if (e->kind == NG_LEX_DEMONYM)
        return ng_str_format(a, "group:%s", e->country);
    if (e->kind == NG_LEX_PLACE && e->geonameid)
        return ng_str_format(a, "place:%u", e->geonameid);
    ng_str name = ng_lex_fold(e->name, a);
    return ng_str_format(a, "%s:" PRS, kinds[e->kind], PRS_ARG(name));
}

size_t ng_lex_offices(uint32_t id, struct ng_lex_office *out, size_t most)
{
    if (id >= head(H_RECORDS_N))
        return 0;
    size_t p = head(H_RECORDS) + (size_t)id * RECORD;
    if (*(const uint8_t *)at(p + 10, 1) != NG_LEX_PERSON)
        return 0;
    size_t n = *(const uint8_t *)at(p + 11, 1), first = u32(p + 12);
    if (first > head(H_OFFICES_N) || n > head(H_OFFICES_N) - first)
        return 0;
    n = n < most ? n : most;
    for (size_t i = 0; i < n; i++) {
        size_t o = head(H_OFFICES) + (first + i) * OFFICE;
        out[i] = (struct ng_lex_office){.role = name_of(u32(o)),
                                        .from = (ng_day)u32(o + 4),
                                        .to = (ng_day)u32(o + 8)};
        small_of(u16(o + 12), out[i].country, sizeof out[i].country);
        small_of(u16(o + 14), out[i].sector, sizeof out[i].sector);
    }
    return n;
}

bool ng_lex_country(ng_str iso3, struct ng_lex_entry *out)
{
    if (iso3.n != 3)
        return false;
    size_t low = 0, high = head(H_COUNTRIES_N), base = head(H_COUNTRIES);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = memcmp(at(base + mid * 8, 4), iso3.p, 3);
        if (order == 0) {
            *out = record_of(u32(base + mid * 8 + 4));
            return true;
        }
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

bool ng_lex_outlet(ng_str s, struct ng_lex_entry *out)
{
    s = ng_str_trim(s);
    size_t scheme = ng_str_find(s, STR("://"), 0);
    if (scheme != SIZE_MAX) {
        s.p += scheme + 3;
        s.n -= scheme + 3;
        s = ng_cut_at(s, '/').head;
        s = ng_cut_at(s, ':').head;
    }
    char buf[256];
    if (s.n > 80)
        return false;
    size_t n = ng_lex_fold_into(s, buf, sizeof buf);
    if (n == SIZE_MAX)
        return false;
    ng_str folded = {buf, n};
    while (!ng_lex_find_kind(folded, NG_LEX_AGENCY, out)) {
        ng_cut cut = ng_cut_at(folded, '.');
        if (memchr(folded.p, ' ', folded.n) || !cut.found ||
            !memchr(cut.tail.p, '.', cut.tail.n)) {
            ng_cut path = ng_cut_at(folded, '/');
            if (!path.found)
                return false;
            folded = path.head;
            continue;
        }
        folded = cut.tail;
    }
    return true;
}
