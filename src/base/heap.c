#include "base/heap.h"

#include <stdlib.h>

void *ng_room(size_t size)
{
    return calloc(1, size);
}

void ng_room_back(void *room)
{
    free(room);
}
