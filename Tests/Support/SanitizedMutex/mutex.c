// Tells ThreadSanitizer of the part of Swift's `Mutex` that it cannot see; preloaded by `make sanitize`.
//
// A mutex nobody waits for is taken and let go by an atomic in the caller, which the sanitizer follows. With
// somebody waiting it is the kernel's (FUTEX_LOCK_PI, FUTEX_UNLOCK_PI), called in libswiftSynchronization.so, which
// is not built with the sanitizer: it misses that one holder came after the other, and reports what the lock guards
// as a race. Suppressions by name would hide real races on the same state, so the order is told instead.
// https://github.com/swiftlang/swift/blob/main/stdlib/public/Synchronization/Mutex/LinuxImpl.swift
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// There only in a program that was built with the sanitizer.
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef __attribute__((swiftcall)) void lock_slow(
    uint32_t thread, __attribute__((swift_context)) void *handle);
typedef __attribute__((swiftcall)) void unlock_slow(__attribute__((swift_context)) void *handle);

// `Synchronization._MutexHandle._lockSlow(_:)`
__attribute__((swiftcall)) void dugnad_lock_slow(
    uint32_t thread, __attribute__((swift_context)) void *handle) __asm__(LOCK_SLOW);

__attribute__((swiftcall)) void dugnad_lock_slow(
    uint32_t thread, __attribute__((swift_context)) void *handle) {
    static lock_slow *real;
    if (!real) real = (lock_slow *)dlsym(RTLD_NEXT, LOCK_SLOW);
    real(thread, handle);
    if (__tsan_acquire) __tsan_acquire(handle);
}

// `Synchronization._MutexHandle._unlockSlow()`
__attribute__((swiftcall)) void dugnad_unlock_slow(
    __attribute__((swift_context)) void *handle) __asm__(UNLOCK_SLOW);

__attribute__((swiftcall)) void dugnad_unlock_slow(__attribute__((swift_context)) void *handle) {
    static unlock_slow *real;
    if (!real) real = (unlock_slow *)dlsym(RTLD_NEXT, UNLOCK_SLOW);
    if (__tsan_release) __tsan_release(handle);
    real(handle);
}
