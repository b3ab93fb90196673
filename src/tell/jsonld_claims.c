/* jsonld_claims.c - drafts of ClaimReview: what is alleged, denied, or told in
 * two ways, with who says so, where it appeared first and where else.
 *
 * A draft has no reviewRating, no author and no url: they are for the person
 * who checks the claim. creativeWorkStatus says "Draft" until then.
 */
#include "tell/brief.h"
#include "tell/jsonld.h"

static void first_appearance(struct ng_json *j, const struct ng_batch *b,
                             const ng_indexes *reports, struct ng_arena *a)
{
    const struct ng_report *r = b->reports.at[reports->at[0]];
    struct ng_moment m;
    for (size_t i = 1; i < reports->n; i++)
        if (ng_report_cmp(b->reports.at[reports->at[i]], r) < 0)
            r = b->reports.at[reports->at[i]];
    if (ng_moment_of(r, &m))
        ng_json_key_str(j, "datePublished", (ng_str){ng_rfc3339(m, a).p, 10});
    ng_json_key(j, "firstAppearance");
    ng_json_ref(j, r->id, a);
}

/* `who` says so; empty: the reports do. */
static void review(struct ng_foreign *x, const struct ng_batch *b, ng_str id,
                   ng_str claim, ng_str who, const ng_indexes *reports,
                   struct ng_cite cite, struct ng_arena *a)
{
    struct ng_json *j = &x->json;
    const struct ng_report *r = b->reports.at[cite.report];
    ng_linked_node(x, "ClaimReview", id);
    ng_json_key_str(j, "creativeWorkStatus", STR("Draft"));
    ng_json_key_str(j, "claimReviewed", claim);
    ng_json_key(j, "itemReviewed");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "@type", STR("Claim"));
    ng_json_key_str(j, "text", ng_slice(r->text, cite.at));
    ng_json_key(j, "author");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "@type", who.n ? STR("Thing") : STR("Organization"));
    ng_json_key_str(j, "name", who.n ? who : ng_source_name(r));
    ng_json_end(j, '}');
    first_appearance(j, b, reports, a);
    ng_linked_reports(j, "appearance", b, reports, a);
    ng_linked_cite(j, r, cite.at, a);
    ng_json_end(j, '}');
    ng_json_end(j, '}');
}

static void of_event(struct ng_foreign *x, const struct ng_batch *b,
                     const struct ng_event *e, struct ng_arena *a)
{
    ng_str who = e->attributed_to.n ? e->attributed_to.at[0] : STR("");
    review(x, b, ng_str_format(a, PRS "#claim", PRS_ARG(ng_urn(e->id, a))),
           ng_event_title(b, e, a), who, &e->reports, ng_event_cite(b, e), a);
}

static void of_value(struct ng_foreign *x, const struct ng_batch *b,
                     const struct ng_disagreement *d, size_t i,
                     struct ng_arena *a)
{
    const struct ng_dispute_value *v = &d->values.at[i];
    ng_indexes reports = {0};
    for (size_t c = 0; c < v->cites.n; c++) {
        bool known = false;
        for (size_t k = 0; k < reports.n; k++)
            known |= reports.at[k] == v->cites.at[c].report;
        if (!known)
            *ng_push(&reports, a) = v->cites.at[c].report;
    }
    if (!reports.n)
        return;
    ng_str claim =
        ng_str_format(a, PRS " " PRS, PRS_ARG(d->question), PRS_ARG(v->value));
    review(x, b,
           ng_str_format(a, PRS "#claim%zu", PRS_ARG(ng_urn(d->id, a)), i + 1),
           ng_one_line(claim, 600, a), STR(""), &reports, v->cites.at[0], a);
}

void ng_linked_claims(struct ng_foreign *x, const struct ng_batch *b,
                      struct ng_arena *a)
{
    for (size_t i = 0; i < b->events.n; i++) {
        enum ng_event_status s = b->events.at[i].status;
        if (s == NG_ALLEGED || s == NG_DENIED)
            of_event(x, b, &b->events.at[i], a);
    }
    for (size_t i = 0; i < b->disagreements.n; i++) {
        const struct ng_disagreement *d = &b->disagreements.at[i];
        for (size_t v = 0; d->kind == NG_CONTRADICTION && v < d->values.n; v++)
            of_value(x, b, d, v, a);
    }
}
