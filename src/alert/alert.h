/* alert.h - watches: rules in the grammar of searches (query.h) that tell when
 * a report comes that fits, or when a story grows so that one fits.
 *
 *     settle --- look ---- alerts, in the same transaction
 *                            |-- feed of the watch: RSS, JSON Feed
 *                            |-- events of the server's stream
 *                            +-- deliveries, tried until a web hook takes them
 *
 * A watch tells once of a report. What fits when it is made it does not tell.
 * The body of an alert has the change inside: the sentence that fits with its
 * cites, the story with its independent origins, what the report changed
 * against its earlier version. It is made once and is the same everywhere.
 */
#pragma once
#include "base/out.h"
#include "store/watches.h"

enum { NG_ALERTS_MOST = 500 }; /* of one watch in one settling, then one more */

/* Name, query, number of origins and address of the hook, as a rule; the rest
 * of it is the caller's. NG_USAGE with a sentence if they are not good. */
ng_status ng_alert_rule(ng_str name, ng_str query, int64_t indep, ng_str hook,
                        struct ng_rule *rule, struct ng_err *err);
/* The query of a rule with its number of origins. */
ng_str ng_alert_query(const struct ng_rule *rule, struct ng_arena *a);
/* A secret of a hook: "whsec_" and base 64 of 32 random bytes. */
enum { NG_SECRET_CHARS = 6 + 44 };
ng_str ng_alert_secret(const uint8_t random[32], char buf[NG_SECRET_CHARS + 1]);
/* Draws one into rule->secret, which then points at buf. */
ng_status ng_alert_draw_secret(struct ng_rule *rule,
                               char buf[NG_SECRET_CHARS + 1],
                               struct ng_err *err);

/* Stores a rule, with all that fits as seen; *fit: how many. Sets its id. */
ng_status ng_alert_begin(struct ng_store *st, struct ng_rule *rule, size_t *fit,
                         struct ng_err *err);
ng_status ng_alert_end(struct ng_store *st, ng_id rule, struct ng_err *err);

/* Inside the transaction that settles: looks at these reports (a JSON list of
 * numbers) with every rule. */
ng_status ng_alert_look(struct ng_store *st, ng_str numbers, int64_t now,
                        struct ng_err *err);

/* The newest alerts of a rule as a feed; `link` is where a story can be read,
 * before its id: "http://127.0.0.1:8123/story/". */
enum { NG_ALERT_FEED = 100 };
void ng_alert_rss(struct ng_out *o, const struct ng_rule *rule,
                  const ng_alerts *alerts, ng_str link, struct ng_arena *a);
void ng_alert_json_feed(struct ng_out *o, const struct ng_rule *rule,
                        const ng_alerts *alerts, ng_str link,
                        struct ng_arena *a);
