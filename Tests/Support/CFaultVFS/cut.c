// What is found after a power cut.
#include "fault_inside.h"

#include <stdlib.h>
#include <string.h>

// A device keeps or loses this much at once; file systems and SQLite reckon with it.
enum { SECTOR = 512, SPOILT = 4096 };

// SplitMix64.
static uint64_t draw(uint64_t *state)
{
    *state += 0x9E3779B97F4A7C15u;
    uint64_t mixed = *state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

static void spoil(content *it, int64_t from, int64_t to, uint64_t *chance)
{
    for (int64_t at = from; at < to && at < it->size; at++) {
        it->bytes[at] = (unsigned char)draw(chance);
    }
}

static void apply(content *into, const change *it, size_t count)
{
    if (it->bytes) content_write(into, it->bytes, count, it->offset);
    else content_resize(into, it->offset);
}

// Of the last write of all, the first bytes.
static void apply_torn(content *into, const change *it, bool powersafe, uint64_t *chance)
{
    if (!it->bytes) return;
    size_t part = it->count > 1 ? draw(chance) % it->count : 0;
    apply(into, it, part);
    if (powersafe) return;
    int64_t edge = (it->offset + (int64_t)part) / SPOILT * SPOILT;
    spoil(into, edge, edge + SPOILT, chance);
}

// Any sectors of a write; where it would have made the file longer, rubbish may stand.
static void apply_mixed(content *into, const change *it, uint64_t *chance)
{
    unsigned keep = (unsigned)(draw(chance) % 8);
    if (!it->bytes) {
        if (draw(chance) % 8 < keep) content_resize(into, it->offset);
        return;
    }
    int64_t end = it->offset + (int64_t)it->count;
    for (int64_t at = it->offset; at < end;) {
        int64_t next = (at / SECTOR + 1) * SECTOR;
        if (next > end) next = end;
        const unsigned char *bytes = it->bytes + (at - it->offset);
        if (draw(chance) % 8 < keep) {
            content_write(into, bytes, (size_t)(next - at), at);
        } else if (next > into->size && draw(chance) % 2) {
            int64_t from = into->size > at ? into->size : at;
            content_resize(into, next);
            spoil(into, from, next, chance);
        }
        at = next;
    }
}

static void settle(fault_disk *disk, content *into, const node *from, fault_fate fate, uint64_t *chance)
{
    content_copy(into, &from->safe);
    if (fate == FAULT_LOST) return;
    for (const change *it = from->first; it; it = it->next) {
        if (fate == FAULT_MIXED) apply_mixed(into, it, chance);
        else if (fate == FAULT_TORN && it->order == disk->order)
            apply_torn(into, it, disk->powersafe, chance);
        else apply(into, it, it->count);
    }
}

// How many of the changes of names have come through; a step of several never in part.
static int settled_names(fault_disk *disk, fault_fate fate, uint64_t *chance)
{
    int all = disk->renaming_count;
    if (fate == FAULT_LOST) return 0;
    if (fate != FAULT_MIXED) return all;
    int some = (int)(draw(chance) % (uint64_t)(all + 1));
    while (some < all && disk->renamings[some].is_linked) some++;
    return some;
}

fault_disk *fault_disk_after_cut(fault_disk *disk, fault_fate fate, uint64_t seed)
{
    fault_disk *found = fault_disk_make(disk->powersafe);
    uint64_t chance = seed;
    disk_lock(disk);
    names left = {0};
    for (int i = 0; i < disk->safe.count; i++) {
        names_set(&left, disk->safe.all[i].text, disk->safe.all[i].node);
    }
    int some = settled_names(disk, fate, &chance);
    for (int i = 0; i < some; i++) {
        names_set(&left, disk->renamings[i].text, disk->renamings[i].node);
    }
    for (int i = 0; i < left.count; i++) {
        node *made = calloc(1, sizeof(node));
        settle(disk, &made->safe, left.all[i].node, fate, &chance);
        content_copy(&made->now, &made->safe);
        names_set(&found->now, left.all[i].text, made);
        names_set(&found->safe, left.all[i].text, made);
    }
    names_clear(&left);
    disk_unlock(disk);
    return found;
}

fault_disk *fault_disk_copy(fault_disk *disk)
{
    return fault_disk_after_cut(disk, FAULT_KEPT, 0);
}
