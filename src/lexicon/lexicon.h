/* lexicon.h - what everybody knows before reading: countries, places, people
 * in office, bodies, news agencies, roles, common words.
 *
 * One read-only table compiled into the program (models/lexicon.bin, made by
 * tools/lexicon from the sources named in NOTICE). Looking up allocates
 * nothing. Phrases are folded: lower case, no accents, no dots in "u.s.",
 * single spaces, apostrophes plain.
 *
 *     "the South Korean president"  ->  demonym KOR, role president
 */
#pragma once
#include "base/calendar.h"
#include "base/str.h"

enum ng_lex_kind {
    NG_LEX_COUNTRY, /* code: ISO 3166-1 alpha-3 */
    NG_LEX_DEMONYM, /* "north korean", "russians" */
    NG_LEX_METONYM, /* "kremlin", "blue house": acts for code + sector */
    NG_LEX_PLACE,   /* city, region, river, building: geonameid, lat, lon */
    NG_LEX_PERSON,  /* full names; offices by ng_lex_office */
    NG_LEX_ORG,     /* bodies, parties, armed groups, firms */
    NG_LEX_AGENCY,  /* news agencies, papers, broadcasters */
    NG_LEX_ROLE,    /* "foreign minister", "spokesman", "analyst": sector */
    NG_LEX_AGENT,   /* common nouns that act: "police" COP, "rebels" REB */
    NG_LEX_GIVEN,   /* given names, all cultures */
    NG_LEX_KIND_COUNT
};

struct ng_lex_entry {
    enum ng_lex_kind kind;
    ng_str name;     /* canonical, as printed: "Kim Jong Un" */
    ng_str key;      /* "country:PRK", "person:kim jong un", "place:2013348" */
    char country[4]; /* ISO 3166-1 alpha-3 or empty */
    char code[12];   /* actor code: country, or IGO NGO IMG MNC ..., or empty */
    char sector[4];  /* GOV MIL REB OPP PTY IGO NGO MED BUS CVL ... or empty */
    uint32_t geonameid;
    float lat, lon;
    uint32_t population;
    char feature[6]; /* GeoNames feature code: PPLC PPLA ADM1 PCLI ISL ... */
    uint32_t id;     /* for ng_lex_office */
};

/* All entries whose folded phrase is exactly this one, best first (a country
 * before a city; the larger city first). Writes at most `most` of them. */
size_t ng_lex_find(ng_str folded, struct ng_lex_entry *out, size_t most);

/* True if a longer phrase may begin with these words (to stop a longest-match
 * search early). */
bool ng_lex_is_prefix(ng_str folded);

struct ng_lex_office {
    ng_str role; /* "president" */
    char country[4], sector[4];
    ng_day from, to; /* NG_NO_DAY: open */
};
/* Offices a person holds or held. Writes at most `most`. */
size_t ng_lex_offices(uint32_t id, struct ng_lex_office *out, size_t most);

/* Bits of a single folded word; 0: not in any list. */
enum {
    NG_WORD_COMMON = 1,   /* an English word (not only a name) */
    NG_WORD_FUNCTION = 2, /* the, of, and, he, would ... */
    NG_WORD_VERB = 4,     /* can be a verb form */
    NG_WORD_NOUN = 8,
    NG_WORD_ADJ = 16,
    NG_WORD_GIVEN = 32,    /* a given name */
    NG_WORD_SURNAME = 64,  /* known as a family name */
    NG_WORD_PLACE = 128,   /* one-word place name */
    NG_WORD_FREQUENT = 256 /* among the 3,000 commonest words */
};
uint32_t ng_lex_word(ng_str folded);

/* Lower case, accents off, dots of abbreviations off, quotes plain, runs of
 * space to one; the form of every phrase above. */
ng_str ng_lex_fold(ng_str text, struct ng_arena *a);

/* Country by ISO 3166-1 alpha-3; false if there is none. */
bool ng_lex_country(ng_str iso3, struct ng_lex_entry *out);
