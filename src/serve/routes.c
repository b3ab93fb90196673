/* routes.c - the table of routes. The list at /api/v1, /openapi.json and the
 * front page are printed from it. */
#include "serve/answers.h"
#include "store/token.h"

#define PAGED (NG_ASK(LIMIT) | NG_ASK(CURSOR) | NG_ASK(FORMAT))
#define DAYS (NG_ASK(SINCE) | NG_ASK(UNTIL))
#define ROWS "application/json, application/x-ndjson, text/csv"

/* A list of all records of a kind, and one of them by its id. */
#define LIST(word, what, enumerator, more)                                     \
    {                                                                          \
        .path = "/api/v1/" word, .name = "list_" word, .summary = what,        \
        .answer = ng_answer_list, .asks = PAGED | (more), .need = NG_MAY_READ, \
        .kind = enumerator, .gives = ROWS                                      \
    }
#define ITEM(word, what, enumerator)                                           \
    {                                                                          \
        .path = "/api/v1/" word "/{id}", .name = "get_" word, .summary = what, \
        .answer = ng_answer_item, .need = NG_MAY_READ, .kind = enumerator,     \
        .gives = "application/json"                                            \
    }

/* A file of the page. */
#define PART(file, what, type)                                                 \
    {                                                                          \
        .path = "/" file, .name = file, .summary = what,                       \
        .answer = ng_answer_page, .kind = -1, .gives = type,                   \
        .caching = NG_CACHE_BODY, .free = true                                 \
    }

#define TSV "text/tab-separated-values; charset=utf-8"
/* A document of another program, as `nutgraf export -f FORM` writes it. */
#define EXPORT(form, type, enumerator, more)                                   \
    {                                                                          \
        .path = "/api/v1/export/" form, .name = "export_" form,                \
        .summary = "what nutgraf export -f " form " writes",                   \
        .answer = ng_answer_export, .asks = DAYS | NG_ASK(STORY) | (more),     \
        .need = NG_MAY_READ, .kind = enumerator, .gives = type                 \
    }

const struct ng_route ng_routes[] = {
    {.path = "/",
     .name = "front",
     .summary = "the page for people",
     .answer = ng_answer_page,
     .kind = -1,
     .gives = "text/html",
     .caching = NG_CACHE_BODY,
     .free = true,
     .loose = true},
    PART("page.js", "the page's program", "text/javascript"),
    PART("page.css", "the page's style", "text/css"),
    PART("world.json", "shapes of the countries", "application/json"),
    PART("regions.json", "shapes of the countries, finer", "application/json"),
    PART("licences.json", "licences of what the page is made of",
         "application/json"),
    PART("icon.svg", "the page's sign", "image/svg+xml"),
    {.path = "/style.css",
     .name = "style",
     .summary = "the style of the page",
     .answer = ng_answer_style,
     .kind = -1,
     .gives = "text/css",
     .caching = NG_CACHE_BODY,
     .free = true},
    {.path = "/healthz",
     .name = "health",
     .summary = "200 while the server runs",
     .answer = ng_answer_health,
     .kind = -1,
     .gives = "application/json",
     .caching = NG_CACHE_NEVER,
     .free = true},
    {.path = "/readyz",
     .name = "ready",
     .summary = "200 if the store can be read, 503 else",
     .answer = ng_answer_ready,
     .kind = -1,
     .gives = "application/json",
     .caching = NG_CACHE_NEVER},
    {.path = "/metrics",
     .name = "metrics",
     .summary = "counters for Prometheus",
     .answer = ng_answer_metrics,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "text/plain",
     .caching = NG_CACHE_NEVER},
    {.path = "/openapi.json",
     .name = "openapi",
     .summary = "this interface as OpenAPI 3.1",
     .answer = ng_answer_openapi,
     .kind = -1,
     .gives = "application/json",
     .caching = NG_CACHE_BODY,
     .free = true},
    {.method = NG_POST,
     .path = "/mcp",
     .name = "mcp",
     .summary = "a message of the Model Context Protocol, for programs that "
                "think in words",
     .answer = ng_answer_mcp,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json",
     .takes = "application/json",
     .caching = NG_CACHE_NEVER},
    {.path = "/api/v1",
     .name = "index",
     .summary = "the routes",
     .answer = ng_answer_index,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json"},

    LIST("stories", "stories, with their reports and independent origins",
         NG_EXPORT_STORIES, DAYS | NG_ASK(ORDER) | NG_ASK(STORY)),
    {.path = "/api/v1/stories/{id}",
     .name = "get_stories",
     .summary = "one story",
     .answer = ng_answer_item,
     .need = NG_MAY_READ,
     .kind = NG_EXPORT_STORIES,
     .gives = "application/json",
     .leads = true},
    {.path = "/api/v1/ranking",
     .name = "list_ranking",
     .summary =
         "stories that are not closed, or with a report since a day, the "
         "heaviest first, with how far each is and what each part of "
         "its rank adds",
     .answer = ng_answer_ranking,
     .asks = NG_ASK(SINCE) | NG_ASK(LIMIT),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json"},
    {.path = "/api/v1/moves",
     .name = "list_moves",
     .summary = "ids that stories had once, where they lead to and why, the "
                "newest first; story=ID: of one old id",
     .answer = ng_answer_moves,
     .asks = NG_ASK(STORY) | NG_ASK(LIMIT) | NG_ASK(CURSOR),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json"},
    LIST("reports", "reports, with their clean text", NG_EXPORT_REPORTS,
         DAYS | NG_ASK(STORY) | NG_ASK(REPORT)),
    {.method = NG_POST,
     .path = "/api/v1/reports",
     .name = "add_reports",
     .summary = "add one report, or many as JSON lines; answered when they are "
                "stored",
     .answer = ng_answer_add,
     .asks = NG_ASK(NAME),
     .need = NG_MAY_WRITE,
     .kind = -1,
     .gives = "application/json",
     .caching = NG_CACHE_NEVER,
     .free = true},
    ITEM("reports", "one report", NG_EXPORT_REPORTS),
    LIST("events", "who did what to whom, when, where, with which status",
         NG_EXPORT_EVENTS, DAYS | NG_ASK(STORY)),
    ITEM("events", "one event", NG_EXPORT_EVENTS),
    LIST("sayings", "who is said to have said what", NG_EXPORT_SAYINGS,
         DAYS | NG_ASK(STORY)),
    ITEM("sayings", "one saying", NG_EXPORT_SAYINGS),
    LIST("disagreements", "where reports differ, and how",
         NG_EXPORT_DISAGREEMENTS, DAYS | NG_ASK(STORY)),
    ITEM("disagreements", "one disagreement", NG_EXPORT_DISAGREEMENTS),
    LIST("lineage", "pairs of reports that share text", NG_EXPORT_LINEAGE,
         DAYS | NG_ASK(STORY) | NG_ASK(REPORT)),
    LIST("changes", "what changed from one revision to the next",
         NG_EXPORT_CHANGES, DAYS | NG_ASK(STORY)),
    ITEM("changes", "one change", NG_EXPORT_CHANGES),
    LIST("briefs", "briefs of stories", NG_EXPORT_BRIEFS, DAYS | NG_ASK(STORY)),
    LIST("entities", "who and what reports name", NG_EXPORT_ENTITIES, 0),
    ITEM("entities", "one entity", NG_EXPORT_ENTITIES),
    LIST("places", "entities that have a place on the map", NG_EXPORT_ENTITIES,
         0),
    LIST("names", "where reports name somebody or something", NG_EXPORT_NAMES,
         DAYS | NG_ASK(STORY) | NG_ASK(REPORT)),
    LIST("times", "where reports speak of a time", NG_EXPORT_TIMES,
         DAYS | NG_ASK(STORY) | NG_ASK(REPORT)),
    LIST("quantities", "where reports give a number", NG_EXPORT_QUANTITIES,
         DAYS | NG_ASK(STORY) | NG_ASK(REPORT)),

    {.path = "/api/v1/search",
     .name = "search",
     .summary = "reports that fit a query, the best first, each with the "
                "sentence that fits best, and what they have in common",
     .answer = ng_answer_search,
     .asks = NG_ASK(Q) | NG_ASK(LIMIT) | NG_ASK(CURSOR),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json"},
    {.path = "/api/v1/quote",
     .name = "quote",
     .summary = "which reports hold these words, word for word or nearly so, "
                "and who is said to have said them",
     .answer = ng_answer_quote,
     .asks = NG_ASK(Q) | NG_ASK(LIMIT),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json"},
    {.path = "/api/v1/stream",
     .name = "stream",
     .summary = "an event whenever the store changes; Last-Event-ID resumes",
     .answer = ng_answer_live,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "text/event-stream",
     .caching = NG_CACHE_NEVER},
    {.path = "/api/v1/explain/{id}",
     .name = "explain",
     .summary = "why a thing is said: rule, ranges, confidence",
     .answer = ng_answer_explain,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json",
     .leads = true},
    {.path = "/api/v1/fixes",
     .name = "list_fixes",
     .summary = "corrections by hand, in the order in which they were made",
     .answer = ng_answer_fixes,
     .asks = NG_ASK(LIMIT) | NG_ASK(CURSOR),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json"},
    {.method = NG_POST,
     .path = "/api/v1/fixes",
     .name = "make_fix",
     .summary = "correct what was found: {\"fix\": merge, split, alias, date, "
                "ignore or pin, \"of\": [ids, a name, a day, a title], "
                "\"why\", \"by\"}",
     .answer = ng_answer_fix,
     .need = NG_MAY_WRITE,
     .kind = -1,
     .gives = "application/json",
     .takes = "application/json",
     .caching = NG_CACHE_NEVER,
     .free = true},
    {.method = NG_DELETE,
     .path = "/api/v1/fixes/{id}",
     .name = "undo_fix",
     .summary = "take a correction back; it stays in the list, as undone",
     .answer = ng_answer_fix,
     .need = NG_MAY_WRITE,
     .kind = -1,
     .gives = "application/json",
     .caching = NG_CACHE_NEVER,
     .free = true},
    {.path = "/api/v1/watches",
     .name = "list_watches",
     .summary = "rules that tell when a report comes that fits",
     .answer = ng_answer_watches,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json"},
    {.method = NG_POST,
     .path = "/api/v1/watches",
     .name = "make_watch",
     .summary = "a watch: {\"name\", \"query\", \"indep\", \"webhook\", "
                "\"private\"}; the answer has the secret of its web hook, once",
     .answer = ng_answer_watch_make,
     .need = NG_MAY_WRITE,
     .kind = -1,
     .gives = "application/json",
     .takes = "application/json",
     .caching = NG_CACHE_NEVER,
     .free = true},
    {.method = NG_POST,
     .path = "/api/v1/watches/test",
     .name = "test_watch",
     .summary = "what {\"query\", \"indep\"} fits now, as a search",
     .answer = ng_answer_watch_test,
     .asks = NG_ASK(LIMIT) | NG_ASK(CURSOR),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json",
     .takes = "application/json",
     .caching = NG_CACHE_NEVER},
    {.path = "/api/v1/watches/{id}",
     .name = "get_watch",
     .summary = "one watch",
     .answer = ng_answer_watch,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json"},
    {.method = NG_DELETE,
     .path = "/api/v1/watches/{id}",
     .name = "remove_watch",
     .summary = "remove a watch with all that it told",
     .answer = ng_answer_watch_make,
     .need = NG_MAY_WRITE,
     .kind = -1,
     .gives = "application/json",
     .caching = NG_CACHE_NEVER,
     .free = true},
    {.path = "/api/v1/watches/{id}/alerts",
     .name = "list_alerts",
     .summary = "what a watch told, the newest first, the change inside",
     .answer = ng_answer_alerts,
     .asks = NG_ASK(LIMIT),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json"},
    {.path = "/api/v1/watches/{id}/feed.rss",
     .name = "watch_rss",
     .summary = "the last 100 alerts of a watch as RSS",
     .answer = ng_answer_watch_rss,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/rss+xml"},
    {.path = "/api/v1/watches/{id}/feed.json",
     .name = "watch_json_feed",
     .summary = "the last 100 alerts of a watch as JSON Feed",
     .answer = ng_answer_watch_json,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/feed+json"},
    {.path = "/api/v1/jobs",
     .name = "list_jobs",
     .summary = "deliveries to web hooks: state, tries, last error",
     .answer = ng_answer_jobs,
     .asks = NG_ASK(LIMIT) | NG_ASK(CURSOR),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json",
     .caching = NG_CACHE_NEVER},
    {.path = "/api/v1/diff",
     .name = "diff",
     .summary = "what changed between two reports, facts first",
     .answer = ng_answer_diff,
     .asks = NG_ASK(FROM) | NG_ASK(TO) | NG_ASK(FACTS),
     .need = NG_MAY_READ,
     .kind = NG_EXPORT_CHANGES,
     .gives = "application/json"},
    {.path = "/api/v1/brief/{id}",
     .name = "brief",
     .summary = "the cited brief of a story, or of the story that holds a "
                "thing",
     .answer = ng_answer_brief,
     .asks = NG_ASK(FORM) | NG_ASK(SINCE),
     .need = NG_MAY_READ,
     .kind = NG_EXPORT_BRIEFS,
     .gives = "application/json, text/markdown, text/plain",
     .leads = true},
    {.path = "/api/v1/sources",
     .name = "list_sources",
     .summary = "outlets: how much of what they bring is their own",
     .answer = ng_answer_sources,
     .asks = NG_ASK(SOURCE) | NG_ASK(LIMIT) | NG_ASK(CURSOR),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json"},
    {.path = "/api/v1/dossier/{id}",
     .name = "dossier",
     .summary = "a story as one HTML file to hand on",
     .answer = ng_answer_dossier,
     .asks = NG_ASK(SINCE),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "text/html",
     .leads = true},
    {.path = "/api/v1/export/opml",
     .name = "export_opml",
     .summary = "the feeds of this server and of its watches, as OPML",
     .answer = ng_answer_opml,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "text/x-opml",
     .caching = NG_CACHE_BODY},
    EXPORT("geojson", "application/geo+json", NG_EXPORT_EVENTS, 0),
    EXPORT("gexf", "application/gexf+xml", NG_EXPORT_EVENTS, 0),
    EXPORT("icalendar", "text/calendar; charset=utf-8", NG_EXPORT_EVENTS, 0),
    EXPORT("timelinejs", "application/json", NG_EXPORT_BRIEFS, NG_ASK(KIND)),
    EXPORT("ninjs", "application/x-ndjson", NG_EXPORT_REPORTS, 0),
    EXPORT("jsonld", "application/ld+json", NG_EXPORT_STORIES, 0),
    EXPORT("ftm", "application/x-ndjson", NG_EXPORT_STORIES, 0),
    EXPORT("rss", "application/rss+xml", NG_EXPORT_STORIES, NG_ASK(KIND)),
    EXPORT("jsonfeed", "application/feed+json", NG_EXPORT_STORIES,
           NG_ASK(KIND)),
    EXPORT("plover", "application/x-ndjson", NG_EXPORT_EVENTS, 0),
    EXPORT("cameo", TSV, NG_EXPORT_EVENTS, 0),
    EXPORT("gdelt", TSV, NG_EXPORT_EVENTS, 0),
    EXPORT("gdelt-mentions", TSV, NG_EXPORT_EVENTS, 0),
    EXPORT("icews", TSV, NG_EXPORT_EVENTS, 0),
    EXPORT("polecat", TSV, NG_EXPORT_EVENTS, 0),
    {.path = "/api/v1/news/{id}",
     .name = "news",
     .summary = "what each report of a story brought: new facts, changed "
                "figures, corrections, contradictions, background",
     .answer = ng_answer_news,
     .asks = NG_ASK(FORM) | NG_ASK(SINCE),
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json, text/markdown, text/plain"},
    {.path = "/api/v1/storyline/{id}",
     .name = "storyline",
     .summary = "the stories that a story goes on from and that go on from it, "
                "and related ones, each with the terms that both share",
     .answer = ng_answer_storyline,
     .need = NG_MAY_READ,
     .kind = -1,
     .gives = "application/json",
     .leads = true},
    {.path = "/api/v1/timeline/{id}",
     .name = "timeline",
     .summary = "what happened when in a story",
     .answer = ng_answer_timeline,
     .asks = NG_ASK(FORM) | NG_ASK(SINCE),
     .need = NG_MAY_READ,
     .kind = NG_EXPORT_BRIEFS,
     .gives = "application/json, text/markdown, text/plain",
     .leads = true},
};
const size_t ng_routes_n = sizeof ng_routes / sizeof *ng_routes;

const char *const ng_method_names[NG_METHODS] = {
    [NG_GET] = "GET", [NG_POST] = "POST", [NG_DELETE] = "DELETE"};

bool ng_method_find(const char *name, enum ng_method *method)
{
    *method = NG_GET;
    if (strcmp(name, "HEAD") == 0)
        return true;
    for (int i = 0; i < NG_METHODS; i++)
        if (strcmp(name, ng_method_names[i]) == 0) {
            *method = (enum ng_method)i;
            return true;
        }
    return false;
}

/* True if the path is that of the route; *id is what stands for {id}. */
static bool fits(ng_str pattern, ng_str path, ng_str *id)
{
    static const ng_str slot = S("{id}");
    size_t at = ng_str_find(pattern, slot, 0);
    if (at == SIZE_MAX)
        return ng_str_eq(pattern, path);
    ng_str head = {pattern.p, at};
    ng_str tail = {pattern.p + at + slot.n, pattern.n - at - slot.n};
    if (path.n <= head.n + tail.n || !ng_str_starts(path, head) ||
        !ng_str_ends(path, tail))
        return false;
    *id = (ng_str){path.p + head.n, path.n - head.n - tail.n};
    return !memchr(id->p, '/', id->n);
}

const struct ng_route *ng_route_find(ng_str path, enum ng_method method,
                                     ng_str *id, bool *known)
{
    *known = false;
    for (size_t i = 0; i < ng_routes_n; i++) {
        const struct ng_route *r = &ng_routes[i];
        if (!fits(ng_str_of(r->path), path, id))
            continue;
        *known = true;
        if (r->method == method)
            return r;
    }
    if (!*known && method == NG_GET && ng_page_view(path))
        return &ng_routes[0];
    return NULL;
}
