/* train.h - fits the models that annotate/ reads; not linked into nutgraf.
 *
 *     train cut < TEXT           words and sentences as lines
 *
 * Deterministic: fixed seed, fixed order of files, one thread. Arenas here are
 * as large as the address space allows and are never given back.
 */
#pragma once
#include "base/arena.h"
#include "base/str.h"

ng_status ng_train_cut(struct ng_arena *a, struct ng_err *err);
