/* hook.h - one POST to a web hook, signed; the only use of the network here.
 *
 *     webhook-id: axjz...                the alert; the same for every try
 *     webhook-timestamp: 1700000000      seconds since 1970
 *     webhook-signature: v1,BASE64       HMAC-SHA256 of "id.timestamp.body"
 *
 * as www.standardwebhooks.com has it. The address is looked at when the
 * connection is made, after names were resolved: one in a private network, of
 * the machine itself or of a link is refused unless the rule allows it.
 * Redirections are not followed, proxies of the environment not used.
 */
#pragma once
#include "alert/alert.h"

#include <sys/socket.h>

/* libcurl is loaded when the first hook is called: no command that needs none
 * waits for it, and it is not needed where there are none. */
struct ng_caller;
ng_status ng_caller_open(struct ng_caller **caller, struct ng_err *err);
void ng_caller_close(struct ng_caller *caller);

/* `stop` ends it early. True if it was taken (2xx); else why, in a sentence. */
bool ng_call_hook(struct ng_caller *caller, const struct ng_delivery *d,
                  int64_t now, const volatile int *stop,
                  char why[NG_DELIVERY_ERROR]);

/* "v1," and base 64 of the signature; false if the secret is none. */
enum { NG_SIGNATURE_CHARS = 3 + 44 };
bool ng_hook_sign(ng_str secret, ng_str id, int64_t seconds, ng_str body,
                  char to[NG_SIGNATURE_CHARS + 1]);
/* True if this address is not of the open Internet. */
bool ng_address_private(const struct sockaddr *a);
