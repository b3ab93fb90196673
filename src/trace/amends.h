/* amends.h - a note in which a report owns up to what it had wrong.
 *
 *     Correction: An earlier version of this report said that 19 had died.
 *     This article was amended on 17 May to correct the number of beds.
 */
#pragma once
#include "trace/pairing.h"

bool ng_amends(const struct ng_report *r, const struct ng_unit *u);
