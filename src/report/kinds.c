#include "report/kinds.h"

#define ROW(symbol, text) [NG_##symbol] = S(text),
#define NAMES(name, COUNT, LIST)                                               \
    static const ng_str name##_names[COUNT] = {LIST(ROW)};                     \
    ng_str ng_##name##_name(enum ng_##name v)                                  \
    {                                                                          \
        return name##_names[v];                                                \
    }                                                                          \
    bool ng_##name##_find(ng_str s, enum ng_##name *v)                         \
    {                                                                          \
        return find(name##_names, COUNT, s, v);                                \
    }

/* Every enum here is an unsigned int to the compiler (all values >= 0). */
static bool find(const ng_str *names, size_t n, ng_str s, void *out)
{
    for (unsigned i = 0; i < n; i++)
        if (ng_str_eq(names[i], s)) {
            memcpy(out, &i, sizeof i);
            return true;
        }
    return false;
}

_Static_assert(sizeof(enum ng_slot) == sizeof(unsigned), "enums are unsigned");

NAMES(format, NG_FORMAT_COUNT, NG_FORMATS)
NAMES(note_kind, NG_NOTE_KIND_COUNT, NG_NOTE_KINDS)
NAMES(precision, NG_PRECISION_COUNT, NG_PRECISIONS)
NAMES(date_basis, NG_DATE_BASIS_COUNT, NG_DATE_BASES)
NAMES(context, NG_CONTEXT_COUNT, NG_CONTEXTS)
NAMES(name_type, NG_NAME_TYPE_COUNT, NG_NAME_TYPES)
NAMES(time_kind, NG_TIME_KIND_COUNT, NG_TIME_KINDS)
NAMES(granularity, NG_GRANULARITY_COUNT, NG_GRANULARITIES)
NAMES(saying_kind, NG_SAYING_KIND_COUNT, NG_SAYING_KINDS)
NAMES(grade, NG_GRADE_COUNT, NG_GRADES)
NAMES(event_type, NG_EVENT_TYPE_COUNT, NG_EVENT_TYPES)
NAMES(event_status, NG_EVENT_STATUS_COUNT, NG_STATUSES)
NAMES(relation, NG_RELATION_COUNT, NG_RELATIONS)
NAMES(lineage_role, NG_LINEAGE_ROLE_COUNT, NG_ROLES)
NAMES(direction, NG_DIRECTION_COUNT, NG_DIRECTIONS)
NAMES(change_class, NG_CHANGE_CLASS_COUNT, NG_CHANGE_CLASSES)
NAMES(slot, NG_SLOT_COUNT, NG_SLOTS)
NAMES(dispute, NG_DISPUTE_COUNT, NG_DISPUTES)
NAMES(news_class, NG_NEWS_CLASS_COUNT, NG_NEWS_CLASSES)
NAMES(story_state, NG_STORY_STATE_COUNT, NG_STORY_STATES)
