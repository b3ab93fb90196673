/* known.h - who or what reports name, over all reports of a store.
 *
 *     report 1   entity "Marta Quill", mayor        one of these a report
 *     report 2   entity "Quill"              }-->   one struct ng_known
 *
 * What is here depends on the set of the reports alone: they are looked at in
 * batch order. The name is the fullest, type and place are those of the first
 * report; aliases and roles are the first so many that differ.
 */
#pragma once
#include "report/report.h"

enum { NG_KNOWN_ALIASES = 12, NG_KNOWN_ROLES = 8 };

struct ng_known_role {
    ng_str text;
    ng_id report;
    ng_range at, raw;
};
struct ng_known {
    ng_id id;
    struct ng_entity entity; /* its mentions are those of one report */
    uint32_t reports, mentions;
    ng_str alias[NG_KNOWN_ALIASES]; /* the name itself may be among them */
    struct ng_known_role role[NG_KNOWN_ROLES];
    size_t aliases, roles;
};
