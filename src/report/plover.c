#include "report/plover.h"

static const unsigned char quads[NG_EVENT_TYPE_COUNT] = {
    [NG_AGREE] = 1,     [NG_CONSULT] = 1,  [NG_SUPPORT] = 1,  [NG_CONCEDE] = 1,
    [NG_COOPERATE] = 2, [NG_AID] = 2,      [NG_RETREAT] = 2,  [NG_REQUEST] = 3,
    [NG_ACCUSE] = 3,    [NG_REJECT] = 3,   [NG_THREATEN] = 3, [NG_SANCTION] = 3,
    [NG_PROTEST] = 4,   [NG_MOBILIZE] = 4, [NG_COERCE] = 4,   [NG_ASSAULT] = 4,
};

int ng_quad(enum ng_event_type type)
{
    return quads[type];
}

ng_str ng_strict_type(enum ng_event_type type, ng_str mode,
                      enum ng_event_status status)
{
    if (type == NG_STATEMENT)
        return (ng_str){0};
    if (status != NG_PLANNED && status != NG_HYPOTHETICAL)
        return ng_event_type_name(type);
    if (status == NG_HYPOTHETICAL && ng_quad(type) < 3)
        return ng_event_type_name(type);
    switch (type) {
    case NG_CONSULT:
    case NG_SUPPORT:
    case NG_COOPERATE:
    case NG_AID:
        return ng_event_type_name(NG_AGREE);
    case NG_CONCEDE:
        return ng_event_type_name(NG_AGREE);
    case NG_RETREAT:
        return ng_event_type_name(ng_str_eq(mode, STR("withdraw")) ? NG_CONCEDE
                                                                   : NG_AGREE);
    case NG_SANCTION:
    case NG_COERCE:
    case NG_ASSAULT:
    case NG_PROTEST:
        return ng_event_type_name(NG_THREATEN);
    default:
        return ng_event_type_name(type);
    }
}
