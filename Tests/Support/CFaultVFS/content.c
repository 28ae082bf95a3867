#include "fault_inside.h"

#include <stdlib.h>
#include <string.h>

void content_resize(content *into, int64_t size)
{
    if (size > into->room) {
        int64_t room = into->room ? into->room : 4096;
        while (room < size) room *= 2;
        into->bytes = realloc(into->bytes, (size_t)room);
        into->room = room;
    }
    // A file that grows without being written reads as zeros there.
    if (size > into->size) memset(into->bytes + into->size, 0, (size_t)(size - into->size));
    into->size = size;
}

void content_write(content *into, const void *bytes, size_t count, int64_t offset)
{
    if (count == 0) return;
    if (offset + (int64_t)count > into->size) content_resize(into, offset + (int64_t)count);
    memcpy(into->bytes + offset, bytes, count);
}

void content_copy(content *into, const content *from)
{
    into->size = 0;
    content_resize(into, from->size);
    if (from->size > 0) memcpy(into->bytes, from->bytes, (size_t)from->size);
}
