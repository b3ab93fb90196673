/* plover.h - what follows from the type of an event alone.
 *
 * Inside, time stands on its own axis (status). Others fold it into the type:
 * a CONSULT that is still to come is an AGREE to them, an announced withdrawal
 * a CONCEDE. ng_strict_type() says what strict PLOVER calls an event; it is
 * empty for a STATEMENT, which PLOVER drops.
 */
#pragma once
#include "report/kinds.h"

ng_str ng_strict_type(enum ng_event_type type, ng_str mode,
                      enum ng_event_status status);

/* 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict;
 * 0 for a STATEMENT. */
int ng_quad(enum ng_event_type type);
