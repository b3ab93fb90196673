/* heap.h - room for the few things that outlive every arena: what a caller of
 * the library holds in its hand. */
#pragma once
#include <stddef.h>

void *ng_room(size_t size); /* zeroed; NULL if there is none */
void ng_room_back(void *room);
