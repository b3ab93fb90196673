/* kinds.h - the closed vocabularies of the record, and their names.
 *
 * Each list is written once, as in docs/GLOSSARY.md and the output contract:
 *
 *     NG_STATUSES(X)   X(HAPPENED, "happened") ...
 *     enum ng_event_status { NG_HAPPENED, ... };
 *     ng_event_status_name(NG_HAPPENED) -> "happened"
 *     ng_event_status_find(STR("happened"), &status) -> true
 */
#pragma once
#include "base/str.h"

#define NG_FORMATS(X)                                                          \
    X(FORMAT_AUTO, "auto")                                                     \
    X(FORMAT_PLAIN, "text")                                                    \
    X(FORMAT_HTML, "html")                                                     \
    X(FORMAT_JSONL, "jsonl")                                                   \
    X(FORMAT_COLUMNS, "columns")
#define NG_NOTE_KINDS(X)                                                       \
    X(NOTE_GLUED_WORDS, "glued_words")                                         \
    X(NOTE_MOJIBAKE, "mojibake")                                               \
    X(NOTE_MARKUP_RESIDUE, "markup_residue")                                   \
    X(NOTE_BOILERPLATE_REMOVED, "boilerplate_removed")                         \
    X(NOTE_EMBED_REMOVED, "embed_removed")                                     \
    X(NOTE_CAPTION, "caption")                                                 \
    X(NOTE_UNDATED, "undated")                                                 \
    X(NOTE_SPUN_TEXT, "spun_text")                                             \
    X(NOTE_TRUNCATED, "truncated")                                             \
    X(NOTE_BROKEN_NUMBER, "broken_number")                                     \
    X(NOTE_RECODED, "recoded")
#define NG_PRECISIONS(X)                                                       \
    X(PRECISION_UNKNOWN, "unknown")                                            \
    X(PRECISION_SECOND, "second")                                              \
    X(PRECISION_DAY, "day")                                                    \
    X(PRECISION_WEEK, "week")
#define NG_DATE_BASES(X)                                                       \
    X(BASIS_NONE, "none")                                                      \
    X(BASIS_METADATA, "metadata")                                              \
    X(BASIS_HEADER, "header")                                                  \
    X(BASIS_DATELINE, "dateline")                                              \
    X(BASIS_URL, "url")                                                        \
    X(BASIS_TEXT, "text")                                                      \
    X(BASIS_OTHER_REPORTS, "other_reports")                                    \
    X(BASIS_CLAUSE, "clause")     /* events: expression in the same clause */  \
    X(BASIS_SENTENCE, "sentence") /* events: elsewhere in the sentence */      \
    X(BASIS_PUBLISHED, "published") /* events: no expression at all */         \
    X(BASIS_MEETING, "meeting") /* events: day of the meeting they belong to   \
                                 */                                            \
    X(BASIS_CORRECTION, "correction") /* reports: a person says so */
#define NG_NAME_TYPES(X)                                                       \
    X(PER, "PER")                                                              \
    X(ORG, "ORG")                                                              \
    X(GPE, "GPE")                                                              \
    X(LOC, "LOC")                                                              \
    X(FAC, "FAC")                                                              \
    X(NORP, "NORP")                                                            \
    X(EVENT, "EVENT")                                                          \
    X(WORK, "WORK")                                                            \
    X(MISC, "MISC")
#define NG_TIME_KINDS(X)                                                       \
    X(DATE, "date")                                                            \
    X(TIME, "time")                                                            \
    X(DURATION, "duration")                                                    \
    X(SET, "set")
#define NG_GRANULARITIES(X)                                                    \
    X(DAY, "day")                                                              \
    X(WEEK, "week")                                                            \
    X(MONTH, "month")                                                          \
    X(SEASON, "season")                                                        \
    X(YEAR, "year")                                                            \
    X(DECADE, "decade")                                                        \
    X(INTERVAL, "interval")                                                    \
    X(FUZZY, "fuzzy")                                                          \
    X(DEADLINE, "deadline")
#define NG_SAYING_KINDS(X)                                                     \
    X(DIRECT, "direct")                                                        \
    X(INDIRECT, "indirect")                                                    \
    X(MIXED, "mixed")
#define NG_GRADES(X)                                                           \
    X(GRADE_NONE, "none")                                                      \
    X(GRADE_NAMED, "named")                                                    \
    X(GRADE_ROLE, "role")                                                      \
    X(GRADE_ORGANISATION, "organisation")                                      \
    X(GRADE_DOCUMENT, "document")                                              \
    X(GRADE_UNNAMED, "unnamed")
#define NG_EVENT_TYPES(X)                                                      \
    X(STATEMENT, "STATEMENT")                                                  \
    X(AGREE, "AGREE")                                                          \
    X(CONSULT, "CONSULT")                                                      \
    X(SUPPORT, "SUPPORT")                                                      \
    X(CONCEDE, "CONCEDE")                                                      \
    X(COOPERATE, "COOPERATE")                                                  \
    X(AID, "AID")                                                              \
    X(RETREAT, "RETREAT")                                                      \
    X(REQUEST, "REQUEST")                                                      \
    X(ACCUSE, "ACCUSE")                                                        \
    X(REJECT, "REJECT")                                                        \
    X(THREATEN, "THREATEN")                                                    \
    X(SANCTION, "SANCTION")                                                    \
    X(PROTEST, "PROTEST")                                                      \
    X(MOBILIZE, "MOBILIZE")                                                    \
    X(COERCE, "COERCE")                                                        \
    X(ASSAULT, "ASSAULT")
#define NG_STATUSES(X)                                                         \
    X(HAPPENED, "happened")                                                    \
    X(ONGOING, "ongoing")                                                      \
    X(PLANNED, "planned")                                                      \
    X(ALLEGED, "alleged")                                                      \
    X(HYPOTHETICAL, "hypothetical")                                            \
    X(DENIED, "denied")
#define NG_CONTEXTS(X)                                                         \
    X(CONTEXT_MILITARY, "military")                                            \
    X(CONTEXT_INTELLIGENCE, "intelligence")                                    \
    X(CONTEXT_EXECUTIVE, "executive")                                          \
    X(CONTEXT_LEGISLATIVE, "legislative")                                      \
    X(CONTEXT_POLITICAL_INSTITUTIONS, "political_institutions")                \
    X(CONTEXT_ELECTION, "election")                                            \
    X(CONTEXT_LEGAL, "legal")                                                  \
    X(CONTEXT_TERRORISM, "terrorism")                                          \
    X(CONTEXT_CBRN, "cbrn")                                                    \
    X(CONTEXT_ECONOMIC, "economic")                                            \
    X(CONTEXT_LABOR, "labor")                                                  \
    X(CONTEXT_RESOURCE, "resource")                                            \
    X(CONTEXT_HUMANITARIAN, "humanitarian")                                    \
    X(CONTEXT_MIGRATION, "migration")                                          \
    X(CONTEXT_ASYLUM, "asylum")                                                \
    X(CONTEXT_DISEASE, "disease")                                              \
    X(CONTEXT_DISASTER, "disaster")                                            \
    X(CONTEXT_ENVIRONMENT, "environment")                                      \
    X(CONTEXT_CYBER, "cyber")                                                  \
    X(CONTEXT_TERRITORY, "territory")                                          \
    X(CONTEXT_PEACEKEEPING, "peacekeeping")                                    \
    X(CONTEXT_HUMAN_RIGHTS, "human_rights")                                    \
    X(CONTEXT_RIGHTS_FREEDOMS, "rights_freedoms")                              \
    X(CONTEXT_RELIGION_ETHNICITY, "religion_ethnicity")                        \
    X(CONTEXT_CRIME, "crime")                                                  \
    X(CONTEXT_CORRUPTION, "corruption")                                        \
    X(CONTEXT_EDUCATION, "education")                                          \
    X(CONTEXT_DIPLOMATIC, "diplomatic")                                        \
    X(CONTEXT_MEDIA, "media")
#define NG_RELATIONS(X)                                                        \
    X(EXACT, "exact")                                                          \
    X(BOILERPLATE, "boilerplate")                                              \
    X(REVISION, "revision")                                                    \
    X(SYNDICATED, "syndicated")                                                \
    X(EXCERPT, "excerpt")                                                      \
    X(SPUN, "spun")                                                            \
    X(QUOTES_ONLY, "quotes_only")
#define NG_ROLES(X)                                                            \
    X(ROLE_ORIGIN, "origin")                                                   \
    X(ROLE_REVISION, "revision")                                               \
    X(ROLE_SYNDICATED, "syndicated")                                           \
    X(ROLE_EXACT, "exact")                                                     \
    X(ROLE_EXCERPT, "excerpt")                                                 \
    X(ROLE_SPUN, "spun")
#define NG_DIRECTIONS(X)                                                       \
    X(BY_PUBLISHED, "published")                                               \
    X(BY_WIRE, "wire")                                                         \
    X(BY_DECLARED, "declared")                                                 \
    X(BY_CONTAINMENT, "containment")
#define NG_CHANGE_CLASSES(X)                                                   \
    X(VALUE_CHANGED, "value_changed")                                          \
    X(FACT_ADDED, "fact_added")                                                \
    X(FACT_REMOVED, "fact_removed")                                            \
    X(SOURCE_DROPPED, "source_dropped")                                        \
    X(ATTRIBUTION_CHANGED, "attribution_changed")                              \
    X(HEDGE_CHANGED, "hedge_changed")                                          \
    X(WORDING, "wording")                                                      \
    X(AMENDED, "correction")                                                   \
    X(STATUS_CHANGED, "status_changed")                                        \
    X(QUOTE_CHANGED, "quote_changed")                                          \
    X(HEADLINE_CHANGED, "headline_changed")                                    \
    X(SPELLING, "spelling")                                                    \
    X(MOVED, "moved")
#define NG_SLOTS(X)                                                            \
    X(SLOT_NONE, "")                                                           \
    X(WHEN, "when")                                                            \
    X(WHERE, "where")                                                          \
    X(WHO, "who")                                                              \
    X(HOW_MANY, "how_many")                                                    \
    X(SAID, "said")                                                            \
    X(DID, "did")
#define NG_DISPUTES(X)                                                         \
    X(CONTRADICTION, "contradiction")                                          \
    X(SUPERSEDED, "superseded")                                                \
    X(REFINED, "refined")                                                      \
    X(COMPATIBLE, "compatible")
#define NG_NEWS_CLASSES(X)                                                     \
    X(NEW_FACT, "new_fact")                                                    \
    X(CHANGED_FIGURE, "changed_figure")                                        \
    X(CORRECTION, "correction")                                                \
    X(NEWS_CONTRADICTION, "contradiction")                                     \
    X(BACKGROUND, "background")
#define NG_STORY_STATES(X)                                                     \
    X(SEED, "seed")                                                            \
    X(CORROBORATED, "corroborated")                                            \
    X(GROWING, "growing")                                                      \
    X(STABLE, "stable")                                                        \
    X(DORMANT, "dormant")

#define NG_KIND_ENUM(symbol, text) NG_##symbol,
#define NG_KIND(Name, name, LIST)                                              \
    enum ng_##name{LIST(NG_KIND_ENUM) NG_##Name##_COUNT};                      \
    ng_str ng_##name##_name(enum ng_##name v);                                 \
    bool ng_##name##_find(ng_str s, enum ng_##name *v)

NG_KIND(FORMAT, format, NG_FORMATS);
NG_KIND(NOTE_KIND, note_kind, NG_NOTE_KINDS);
NG_KIND(PRECISION, precision, NG_PRECISIONS);
NG_KIND(DATE_BASIS, date_basis, NG_DATE_BASES);
NG_KIND(CONTEXT, context, NG_CONTEXTS);
NG_KIND(NAME_TYPE, name_type, NG_NAME_TYPES);
NG_KIND(TIME_KIND, time_kind, NG_TIME_KINDS);
NG_KIND(GRANULARITY, granularity, NG_GRANULARITIES);
NG_KIND(SAYING_KIND, saying_kind, NG_SAYING_KINDS);
NG_KIND(GRADE, grade, NG_GRADES);
NG_KIND(EVENT_TYPE, event_type, NG_EVENT_TYPES);
NG_KIND(EVENT_STATUS, event_status, NG_STATUSES);
NG_KIND(RELATION, relation, NG_RELATIONS);
NG_KIND(LINEAGE_ROLE, lineage_role, NG_ROLES);
NG_KIND(DIRECTION, direction, NG_DIRECTIONS);
NG_KIND(CHANGE_CLASS, change_class, NG_CHANGE_CLASSES);
NG_KIND(SLOT, slot, NG_SLOTS);
NG_KIND(DISPUTE, dispute, NG_DISPUTES);
NG_KIND(NEWS_CLASS, news_class, NG_NEWS_CLASSES);
NG_KIND(STORY_STATE, story_state, NG_STORY_STATES);
