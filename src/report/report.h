/* report.h - the one thing that flows through the engine.
 *
 *     read -> clean -> annotate -> code      one report at a time (this file)
 *     trace -> group -> weigh                many reports together (story.h)
 *
 * Each stage reads what the stages before it wrote and adds its own part. No
 * stage includes another stage: this header and story.h are the only places
 * where they meet. Texts and lists live in the report's arena.
 *
 * Three texts, and how they hang together:
 *     bytes  what came in: the file, or the line of a JSONL file
 *     raw    the same as UTF-8 text: bytes themselves where they were UTF-8
 *            (BOM included), the decoded document else; for JSONL the decoded
 *            value of the field that holds the text or the page
 *     text   what a person would read: paragraphs separated by "\n\n", one
 *            space between words, no "\r"; the title is its first paragraph
 *            when it stands in raw as text (not for HTML and JSONL)
 * Every ng_range below is into `text`; `map` leads from text back to raw.
 */
#pragma once
#include "base/calendar.h"
#include "base/hash.h"
#include "base/list.h"
#include "base/str.h"
#include "report/kinds.h"

#define NG_NONE UINT32_MAX /* no index */

/* ---- read ------------------------------------------------------------- */

/* One record as it came in. Metadata that the container declared (JSONL
 * fields); empty where it did not. Borrowed from the reader until its callback
 * returns, so the engine copies what it keeps. */
struct ng_raw {
    ng_str path; /* file name or URL as given; "a.zip!b.txt" inside archives */
    ng_str given_id;
    enum ng_format format; /* of `raw`: text, html or columns (JSONL is
                              unpacked) */
    ng_str bytes;
    ng_str raw;
    bool recoded; /* raw is not byte for byte what came in */
    bool truncated;
    ng_str title, outlet, author, published, modified, url, language;
    ng_str keep; /* JSON object of foreign fields to pass through, or empty */
};

/* ---- clean ------------------------------------------------------------ */

/* One run of text that comes from one run of raw. Runs are in order, without
 * gaps in text; the text of run i ends where run i+1 begins (or text ends).
 *   same:  text and raw hold the same bytes
 *   else:  mended, decoded (&amp;) or inserted (raw_beg == raw_end) */
struct ng_map_run {
    uint32_t text_beg;
    uint32_t raw_beg, raw_end;
    bool same;
};
typedef NG_LIST(struct ng_map_run) ng_map;

struct ng_note {
    enum ng_note_kind kind;
    ng_range at;  /* in text; empty where something was removed */
    ng_range raw; /* in raw */
    ng_str text;  /* what was removed or how it read before; may be empty */
};

enum ng_block_kind { NG_BLOCK_TITLE, NG_BLOCK_HEADING, NG_BLOCK_PARAGRAPH };
struct ng_paragraph {
    ng_range at;
    enum ng_block_kind kind;
};

/* A sentence whose tokens the input had cut already (CoNLL-U). */
struct ng_given_sentence {
    ng_range at;
    uint32_t first, end; /* given_tokens, half open */
};

/* ---- annotate --------------------------------------------------------- */

/* Penn Treebank tags as in UD English XPOS; the classes that rules ask for. */
/* clang-format off */
#define NG_TAGS(X)                                                            \
    X(CC) X(CD) X(DT) X(EX) X(FW) X(IN) X(JJ) X(JJR) X(JJS) X(LS) X(MD)       \
    X(NN) X(NNS) X(NNP) X(NNPS) X(PDT) X(POS) X(PRP) X(PRPS) X(RB) X(RBR)     \
    X(RBS) X(RP) X(SYM) X(TO) X(UH) X(VB) X(VBD) X(VBG) X(VBN) X(VBP)         \
    X(VBZ) X(WDT) X(WP) X(WPS) X(WRB) X(COMMA) X(PERIOD) X(COLON)             \
    X(LQUOTE) X(RQUOTE) X(LRB) X(RRB) X(HYPH) X(DOLLAR) X(AFX) X(ADD)         \
    X(NFP) X(GW) X(XX)
/* clang-format on */
#define NG_TAG_ENUM(t) NG_TAG_##t,
enum ng_tag { NG_TAG_NONE, NG_TAGS(NG_TAG_ENUM) NG_TAG_COUNT };

/* Universal Dependencies relations, without subtypes but for those named. */
/* clang-format off */
#define NG_RELS(X)                                                            \
    X(root) X(nsubj) X(nsubj_pass) X(obj) X(iobj) X(obl) X(obl_agent)         \
    X(obl_tmod) X(advmod) X(advcl) X(acl) X(acl_relcl) X(amod) X(appos)       \
    X(aux) X(aux_pass) X(case) X(cc) X(ccomp) X(compound) X(compound_prt)     \
    X(conj) X(cop) X(csubj) X(dep) X(det) X(discourse) X(dislocated)          \
    X(expl) X(fixed) X(flat) X(goeswith) X(list) X(mark) X(nmod)              \
    X(nmod_poss) X(nmod_tmod) X(nummod) X(obl_npmod) X(orphan)                \
    X(parataxis) X(punct) X(reparandum) X(vocative) X(det_predet)             \
    X(cc_preconj) X(nmod_npmod) X(xcomp)
/* clang-format on */
#define NG_REL_ENUM(r) NG_REL_##r,
enum ng_rel { NG_REL_NONE, NG_RELS(NG_REL_ENUM) NG_REL_COUNT };

enum ng_word_kind { NG_WORD_LETTERS, NG_WORD_NUMBER, NG_WORD_PUNCT };
enum ng_word_case {
    NG_CASE_LOWER,
    NG_CASE_TITLE,
    NG_CASE_UPPER,
    NG_CASE_MIXED
};
struct ng_word {
    ng_range at;
    ng_str low;   /* lower case, apostrophes and dashes made plain */
    ng_str lemma; /* lower case */
    uint8_t kind; /* enum ng_word_kind */
    uint8_t letter_case;
    uint8_t tag;   /* enum ng_tag */
    uint8_t rel;   /* enum ng_rel, to head */
    uint32_t head; /* index in words; NG_NONE for a root or where unparsed */
    uint32_t sentence;
    uint32_t quote; /* index in quotes whose inside it is in, or NG_NONE */
    uint32_t name;  /* index in names that covers it, or NG_NONE */
};

/* What the parser's net made of a word in its sentence: numbers that are alike
 * for words that are used alike, in bytes with one scale. Not stored. */
enum { NG_SENSE = 96 };
struct ng_sense {
    float scale;
    int8_t at[NG_SENSE];
};

struct ng_sentence {
    ng_range at;
    uint32_t first, end; /* words, half open */
    uint32_t paragraph;
};

/* A stretch between quotation marks; `at` without the marks. A quotation that
 * runs over paragraphs is one range for each. */
struct ng_quote {
    ng_range at;
};

struct ng_name_mention {
    ng_range at;
    enum ng_name_type type;
    uint32_t entity; /* index in entities */
    /* "Chinese" of "Chinese Foreign Ministry", else empty; not stored: only the
     * columns of four classes part the two. */
    ng_range nation;
    enum ng_name_type nation_type;
};

/* Who or what several names of one report stand for. `key` makes entities of
 * different reports the same: lexicon key ("country:PRK", "person:...",
 * "place:2013348") where known, else "type:folded full name". */
struct ng_entity {
    ng_str key;
    ng_str name; /* the fullest form seen */
    enum ng_name_type type;
    char country[4];    /* ISO 3166-1 alpha-3, or empty */
    char code[12];      /* actor code: country or PLOVER group (IGO NGO ...) */
    char sector[4];     /* GOV MIL REB OPP PTY IGO NGO MED BUS CVL ... */
    uint32_t geonameid; /* 0: none */
    float lat, lon;
    ng_str role; /* "president", as the report gives it */
    ng_range role_at;
    uint32_t mentions;
};

/* A pronoun or a common noun that stands for an entity, where it is clear
 * which: "he", "his" (at is the word), "the North Korean leader" (at is the
 * whole phrase). Names are not in this list; by place, never overlapping. */
struct ng_reference {
    ng_range at;
    uint32_t entity; /* index in entities */
};

/* A time expression. The symbolic part (timex, anchor) stands beside what it
 * comes to, so that a report whose date is found later can be read again. */
struct ng_time {
    ng_range at;
    enum ng_time_kind kind;
    enum ng_granularity granularity;
    ng_days value;
    ng_str timex; /* TIMEX3 value */
    ng_day anchor;
    enum ng_date_basis anchor_basis;
    bool deictic; /* depends on the date of the report */
    bool to_next; /* begins a range that the next time ends */
};

struct ng_quantity {
    ng_range at;
    ng_str what;      /* folded head noun, "worker" */
    ng_str unit;      /* "USD", "km", "percent" or empty */
    double low, high; /* NAN where open */
    bool approx;
};

/* Someone who speaks or acts, as the text names them. */
struct ng_party {
    ng_range at;
    uint32_t entity; /* or NG_NONE */
    char code[12];
    char sector[4];
    uint32_t of; /* entity + 1 of the body or country whose people they are
                  * ("inspectors of the Tax Office"); 0: none */
};
typedef NG_LIST(struct ng_party) ng_parties;

struct ng_saying {
    enum ng_saying_kind kind;
    ng_range content, cue, source; /* source may be empty */
    uint32_t entity;               /* of the source, pronouns resolved */
    enum ng_grade grade;
    ng_parties via;   /* nearest first: Reuters > NHK > an official */
    ng_range told_to; /* may be empty */
    uint32_t sentence;
    bool denies; /* the cue denies or rejects the content */
};

/* A part of an attribution in its full width (docs/sayings.md), of the outer
 * ones only: these never overlap and are in order. Sayings are narrower. */
enum ng_part_kind { NG_PART_OF_SOURCE, NG_PART_OF_CUE, NG_PART_OF_CONTENT };
struct ng_attribution_part {
    ng_range at;
    enum ng_part_kind kind;
    /* of a content: whose it is */
    ng_range source;   /* empty: nobody is named or meant */
    ng_range cue;      /* may be empty; the halves of a content have the same */
    uint32_t entity;   /* or NG_NONE */
    uint32_t nameless; /* someone without a name: the part where they are met
                        * first, "a nurse"; or NG_NONE */
    ng_range met, said_as; /* of them: the phrase that brought them in, and
                            * the one here ("the nurse", "she") */
    enum ng_grade grade;
};

/* ---- code ------------------------------------------------------------- */

struct ng_mention {
    enum ng_event_type type;
    ng_str mode;  /* "visit", "meet", ... or empty */
    ng_str cameo; /* three or four digits, as text */
    ng_range clause, trigger;
    ng_parties actors, recipients;
    ng_days when;
    enum ng_granularity granularity;
    enum ng_date_basis when_basis;
    uint32_t time;     /* index in times, or NG_NONE */
    ng_range place_at; /* empty: no place */
    uint32_t place;    /* entity of the place, or NG_NONE */
    enum ng_event_status status;
    ng_range status_cue; /* the words that decided the status; may be empty */
    ng_parties attributed_to; /* nearest first; empty: the author speaks */
    ng_range as_stated;       /* time and place words as the report has them */
    float confidence;
    ng_str rule;     /* "visit.verb.3": for nutgraf explain */
    bool historical; /* more than 90 days before the report */
};

/* ---- the report ------------------------------------------------------- */

struct ng_report {
    /* read */
    ng_id id;
    struct ng_sha256 sha;
    struct ng_raw source;

    /* clean */
    ng_str text;
    ng_map map;
    ng_str title, outlet, agency, byline, url, dateline_place, language;
    ng_range title_at;    /* in text, or empty */
    ng_range dateline_at; /* "GALWAY (Northwire) - " in text, or empty */
    ng_str arcs; /* of a stored report: ng_pack_arcs of the words it had */
    ng_str declared_origin; /* "abcnews.go.com", "Reuters": it says so itself */
    ng_days published;      /* one day, or the interval it must lie in */
    ng_str published_text;  /* ISO 8601 with time of day, where it is known */
    enum ng_precision published_precision;
    enum ng_date_basis published_basis;
    ng_str modified;
    bool spun;    /* looks machine-spun by itself */
    bool trimmed; /* boilerplate was taken out: there is a note of it */
    bool fast;    /* set by the engine: without the language (engine.h) */
    NG_LIST(struct ng_paragraph) paragraphs;
    NG_LIST(struct ng_note) notes;
    NG_LIST(struct ng_given_sentence) given; /* of CoNLL-U; else empty */
    NG_LIST(ng_range) given_tokens;

    /* annotate */
    NG_LIST(struct ng_word) words;
    struct ng_sense *senses; /* [words], or NULL where nothing was parsed */
    NG_LIST(struct ng_sentence) sentences;
    NG_LIST(struct ng_quote) quotes;
    NG_LIST(struct ng_name_mention) names;
    NG_LIST(struct ng_entity) entities;
    NG_LIST(struct ng_reference) references; /* names; sayings add "I" */
    NG_LIST(struct ng_time) times;
    NG_LIST(struct ng_quantity) quantities;
    NG_LIST(struct ng_saying) sayings;
    NG_LIST(struct ng_attribution_part) attributions;

    /* code */
    NG_LIST(struct ng_mention) mentions;

    /* trace, group: filled by the engine from the batch */
    ng_id origin, story;
    enum ng_lineage_role lineage_role;
};

/* A record whose texts live in the arena. */
void ng_raw_copy(const struct ng_raw *from, struct ng_raw *to,
                 struct ng_arena *out);

/* The smallest range of raw that holds a range of text. */
ng_range ng_raw_range(const struct ng_report *r, ng_range text);

/* The sentence, paragraph or word (the first at or after) at a byte of text;
 * NG_NONE past the end. By bisection. */
uint32_t ng_sentence_at(const struct ng_report *r, uint32_t byte);
uint32_t ng_paragraph_at(const struct ng_report *r, uint32_t byte);
uint32_t ng_word_at(const struct ng_report *r, uint32_t byte);

/* True if the words have arcs: those of a fast report have none. */
bool ng_has_arcs(const struct ng_report *r);

/* Ids of what is named by its content: an entity by its key, a place by its
 * GeoNames number, a saying by its report and its three ranges. */
ng_id ng_entity_id(const struct ng_entity *e);
/* The first name, time or reference that begins at or after a byte, by
 * bisection; as many as there are if none does. */
size_t ng_first_name(const struct ng_report *r, uint32_t byte);
size_t ng_first_time(const struct ng_report *r, uint32_t byte);
/* True if a time shares a byte with the range. */
bool ng_time_over(const struct ng_report *r, ng_range at);

ng_id ng_place_id(uint32_t geonameid);
ng_id ng_saying_id(const struct ng_report *r, const struct ng_saying *s);

/* Batch order: by first day of publication (undated before all), then id. */
int ng_report_cmp(const struct ng_report *a, const struct ng_report *b);

/* Tag, relation and head of every word, four bytes each: what makes words again
 * that were found anew (the store does not keep them), without parsing. */
enum { NG_ARC_BYTES = 4 };
void ng_pack_arcs(const struct ng_report *r, uint8_t *to);
/* For the words first .. end - 1 of r, from r->arcs; false, and nothing is
 * changed, if those are not of as many words as r has. */
bool ng_unpack_arcs(struct ng_report *r, uint32_t first, uint32_t end);
