/* lexicon.h - what everybody knows before reading: countries, places, people
 * in office, bodies, news agencies, roles, common words.
 *
 * One read-only table linked into the program (models/lexicon.bin, made by
 * tools/lexicon from the sources named in NOTICE). It is never parsed, copied
 * or sorted: a look-up hashes the phrase and reads one bucket of it.
 *
 *     "the South Korean president"  ->  demonym KOR, role president
 *
 * Phrases are folded, both in the table and by the caller: ng_lex_fold.
 */
#pragma once
#include "base/calendar.h"
#include "base/str.h"

enum ng_lex_kind {
    NG_LEX_COUNTRY, /* code: ISO 3166-1 alpha-3 */
    NG_LEX_DEMONYM, /* "north korean", "russians" */
    NG_LEX_METONYM, /* "kremlin", "blue house", "pyongyang": acts for code */
    NG_LEX_PLACE,   /* city, region, river, building: geonameid, lat, lon */
    NG_LEX_PERSON,  /* full names; offices by ng_lex_offices */
    NG_LEX_ORG,     /* bodies, parties, armed groups, firms */
    NG_LEX_AGENCY,  /* news agencies, papers, broadcasters; also by domain */
    NG_LEX_ROLE,    /* "foreign minister", "spokesman", "analyst": sector */
    NG_LEX_AGENT,   /* common nouns that act: "police" COP, "rebels" REB */
    NG_LEX_EVENT,   /* "korean war", "ramadan" */
    NG_LEX_GROUP,   /* peoples, faiths, creeds without a country: "kurds" */
    NG_LEX_KIND_COUNT
};

struct ng_lex_entry {
    enum ng_lex_kind kind;
    ng_str name;     /* canonical, as printed: "Kim Jong Un" */
    char country[4]; /* ISO 3166-1 alpha-3 or empty */
    char code[12];   /* actor code: country, or IGO NGO IMG MNC ..., or empty */
    char sector[4];  /* GOV MIL REB OPP PTY IGO NGO MED BUS CVL ... or empty */
    uint32_t geonameid; /* 0: none known */
    float lat, lon;     /* 0, 0: not known */
    uint32_t population;
    char feature[6]; /* GeoNames feature code: PPLC PPLA ADM1 PCLI ISL SEA */
    char admin1[8];  /* first-level division as GeoNames has it: "ID", "59" */
    uint32_t id;     /* of a person, for ng_lex_offices */
};

/* Lower case, accents off, apostrophes dropped, hyphens and runs of space to
 * one space, dots of abbreviations dropped ("u.s." -> "us", but "bbc.com"
 * stays). The form of every phrase of the table. */
ng_str ng_lex_fold(ng_str text, struct ng_arena *a);

/* The same into buf of `cap` bytes; SIZE_MAX if it does not fit (cap of
 * text.n * 3 + 1 always fits). */
size_t ng_lex_fold_into(ng_str text, char *buf, size_t cap);

/* All that is known of a folded phrase, in one probe. */
struct ng_lex_hit {
    uint32_t bits; /* NG_WORD_... below; 0 if not a word of any list */
    uint32_t n;    /* entries, read by ng_lex_at(hit, 0 .. n - 1) */
    bool prefix;   /* a longer phrase begins with these words */
    uint32_t at;   /* private: where the entries stand */
};
struct ng_lex_hit ng_lex_look(ng_str folded);
struct ng_lex_entry ng_lex_at(struct ng_lex_hit hit, uint32_t i);

/* All entries whose folded phrase is exactly this one, best first (a country
 * before a city; the larger city first). Writes at most `most` of them. */
size_t ng_lex_find(ng_str folded, struct ng_lex_entry *out, size_t most);

/* The first entry of this kind; false if there is none. */
bool ng_lex_find_kind(ng_str folded, enum ng_lex_kind kind,
                      struct ng_lex_entry *out);

/* True if a longer phrase begins with these words (to stop a longest-match
 * search early). */
bool ng_lex_is_prefix(ng_str folded);

/* What makes entities of different reports the same: "country:PRK",
 * "person:kim jong un", "place:2013348", "org:united nations". */
ng_str ng_lex_key(const struct ng_lex_entry *e, struct ng_arena *a);

struct ng_lex_office {
    ng_str role; /* "president"; empty: in office, but which is not known */
    char country[4], sector[4];
    ng_day from, to; /* NG_NO_DAY: open */
};
/* Offices a person holds or held, in order of time. Writes at most `most`. */
size_t ng_lex_offices(uint32_t id, struct ng_lex_office *out, size_t most);

/* Bits of a single folded word; 0: not in any list. */
enum {
    NG_WORD_COMMON = 1,   /* an English word (not only a name) */
    NG_WORD_FUNCTION = 2, /* the, of, and, he, would ... */
    NG_WORD_VERB = 4,     /* can be a verb form */
    NG_WORD_NOUN = 8,
    NG_WORD_ADJ = 16,
    NG_WORD_GIVEN = 32,     /* a given name */
    NG_WORD_SURNAME = 64,   /* known as a family name */
    NG_WORD_PLACE = 128,    /* one-word place name */
    NG_WORD_FREQUENT = 256, /* among the 3,000 commonest words */
    NG_WORD_FEMALE = 512,   /* a given name mostly of women */
    NG_WORD_MALE = 1024,    /* a given name mostly of men */
    NG_WORD_TITLE = 2048,   /* stands before a name: president, mr, general */
    NG_WORD_BODY = 4096     /* ends the name of a body: ministry, university */
};
uint32_t ng_lex_word(ng_str folded);

/* Country by ISO 3166-1 alpha-3; false if there is none. */
bool ng_lex_country(ng_str iso3, struct ng_lex_entry *out);

/* The outlet that goes by this name or publishes on this domain or address:
 * "abcnews.go.com", "https://www.bbc.co.uk/news/1", "The Moscow Times". */
bool ng_lex_outlet(ng_str domain_or_name, struct ng_lex_entry *out);

/* Size of the table that is linked in. */
size_t ng_lex_bytes(void);
