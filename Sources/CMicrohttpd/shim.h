#pragma once

// eventfd is not in Swift's Glibc module; the event loops are woken through one.
#include <sys/eventfd.h>

// One include for every symbol; the functions below exist because Swift does not import C variadics.
#include <microhttpd.h>

/// An eventfd that never blocks and is not inherited; -1 with errno set when there is none to be had.
static inline int dugnad_eventfd(void)
{
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

/// MHD_start_daemon, with every option in the array (it ends with MHD_OPTION_END).
static inline struct MHD_Daemon *dugnad_mhd_start(
    unsigned flags, MHD_AcceptPolicyCallback accept, void *accept_cls,
    MHD_AccessHandlerCallback handler, void *handler_cls, const struct MHD_OptionItem *options)
{
    return MHD_start_daemon(flags, 0, accept, accept_cls, handler, handler_cls,
                            MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

/// The epoll descriptor to wait on before MHD_run; -1 when the daemon has none.
static inline int dugnad_mhd_epoll_fd(struct MHD_Daemon *daemon)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
    return info ? info->epoll_fd : -1;
}

/// The socket of a connection; -1 when it has none.
static inline int dugnad_mhd_connection_fd(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

/// The address of the client; NULL when it is not known.
static inline const struct sockaddr *dugnad_mhd_client_address(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? info->client_addr : NULL;
}

/// What the connection callback stored for this connection; NULL when it stored nothing.
static inline void *dugnad_mhd_socket_context(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/// Sends the response without chunks: a body of unknown length then ends with the connection.
static inline void dugnad_mhd_without_chunks(struct MHD_Response *response)
{
    (void)MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
}

/// How many bytes the head of the request takes, from its first byte to the end of the blank line.
static inline size_t dugnad_mhd_head_bytes(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info ? info->header_size : 0;
}
