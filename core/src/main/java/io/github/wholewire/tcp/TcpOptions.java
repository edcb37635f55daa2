/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.internal.net.Sockets;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * How connections and listeners behave. Immutable and thread-safe; what is not set has its default.
 *
 * <pre>{@code
 * TcpOptions patient = TcpOptions.builder().connectTimeout(Duration.ofSeconds(60)).build();
 * }</pre>
 *
 * <table>
 * <caption>Defaults</caption>
 * <tr><th>option</th><th>default</th><th>range</th></tr>
 * <tr><td>{@code connectTimeout}</td><td>10 s</td><td>above zero, or {@link #OFF}</td></tr>
 * <tr><td>{@code sendTimeout}</td><td>30 s</td><td>above zero, or {@link #OFF}</td></tr>
 * <tr><td>{@code closeTimeout}</td><td>2 s</td><td>zero or more</td></tr>
 * <tr><td>{@code frameTimeout}</td><td>{@link #OFF}; 5 min for {@code Tcp.serve}</td>
 *     <td>above zero</td></tr>
 * <tr><td>{@code frameProgressTimeout}</td><td>{@link #OFF}; 30 s for {@code Tcp.serve}</td>
 *     <td>above zero</td></tr>
 * <tr><td>{@code noDelay}</td><td>true</td><td></td></tr>
 * <tr><td>{@code keepAlive}</td><td>false</td><td></td></tr>
 * <tr><td>{@code backlog}</td><td>1024</td><td>1 or more</td></tr>
 * <tr><td>{@code reusePort}</td><td>false</td><td></td></tr>
 * <tr><td>{@code serving}</td><td>{@link ServeOptions#defaults()}</td><td></td></tr>
 * <tr><td>{@code reuseAddress}, buffer sizes, {@code family}, {@code localAddress}</td>
 *     <td>the system's</td><td></td></tr>
 * <tr><td>{@code observer}</td><td>one that does nothing</td><td></td></tr>
 * </table>
 */
public final class TcpOptions {
    /** No limit, for a time that may have none. Zero never means unlimited. */
    public static final Duration OFF = StreamOptions.OFF;

    private static final TcpOptions DEFAULTS = builder().build();

    private final Map<SocketOption<?>, Object> connection;
    private final Map<SocketOption<?>, Object> listener;
    private final @Nullable StandardProtocolFamily family;
    private final @Nullable InetSocketAddress localAddress;
    private final int backlog;
    private final Duration connectTimeout;
    private final StreamOptions stream;
    private final StreamOptions servedStream;
    private final ServeOptions serving;

    private TcpOptions(Builder builder) {
        connection = new LinkedHashMap<>(builder.connection);
        listener = new LinkedHashMap<>(builder.listener);
        family = builder.family;
        localAddress = builder.localAddress;
        backlog = builder.backlog;
        connectTimeout = builder.connectTimeout;
        serving = builder.serving;
        stream = builder.stream(OFF, OFF);
        servedStream =
                builder.stream(
                        StreamOptions.SERVED_FRAME_TIMEOUT,
                        StreamOptions.SERVED_FRAME_PROGRESS_TIMEOUT);
        Sockets.requireAgreement(family, localAddress);
    }

    /**
     * Returns the defaults.
     *
     * @return options with nothing set
     */
    public static TcpOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    StreamOptions stream() {
        return stream;
    }

    StreamOptions servedStream() {
        return servedStream;
    }

    ServeOptions serving() {
        return serving;
    }

    boolean allows(InetAddress address) {
        return Sockets.allows(family, address);
    }

    @Nullable StandardProtocolFamily family() {
        return family;
    }

    SocketChannel openConnection() throws IOException {
        SocketChannel channel = family == null ? SocketChannel.open() : SocketChannel.open(family);
        try {
            applyTo(channel);
            if (localAddress != null) {
                Sockets.apply(listener, channel);
                channel.bind(localAddress);
            }
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            Sockets.closeAfter(channel, e);
            throw e;
        }
    }

    /** Opens a listener that is bound to an address. */
    ServerSocketChannel openListener(InetSocketAddress address) throws IOException {
        InetSocketAddress local = Sockets.ofFamily(family, address);
        // The JDK opens descriptors when it first closes a socket. Were that when a server has run
        // out of them, it could never close one again (seen on 17).
        SocketChannel.open().close();
        ServerSocketChannel channel =
                family == null ? ServerSocketChannel.open() : ServerSocketChannel.open(family);
        try {
            Sockets.apply(listener, channel);
            return channel.bind(local, backlog);
        } catch (IOException | RuntimeException | Error e) {
            Sockets.closeAfter(channel, e);
            throw e;
        }
    }

    void applyTo(SocketChannel channel) throws IOException {
        Sockets.apply(connection, channel);
    }

    /** Collects options. Not thread-safe; what is built never sees later changes. */
    public static final class Builder {
        private final Map<SocketOption<?>, Object> connection = new LinkedHashMap<>();
        private final Map<SocketOption<?>, Object> listener = new LinkedHashMap<>();
        private @Nullable StandardProtocolFamily family;
        private @Nullable InetSocketAddress localAddress;
        private int backlog = 1024;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration sendTimeout = StreamOptions.DEFAULTS.sendTimeout();
        private Duration closeTimeout = StreamOptions.DEFAULTS.closeTimeout();
        private @Nullable Duration frameTimeout;
        private @Nullable Duration frameProgressTimeout;
        private ServeOptions serving = ServeOptions.defaults();
        private ChannelObserver observer = StreamOptions.DEFAULTS.observer();

        private Builder() {
            noDelay(true);
        }

        /** What is not set depends on who receives. */
        private StreamOptions stream(Duration frame, Duration frameProgress) {
            return new StreamOptions(
                    sendTimeout,
                    closeTimeout,
                    frameTimeout == null ? frame : frameTimeout,
                    frameProgressTimeout == null ? frameProgress : frameProgressTimeout,
                    observer);
        }

        /**
         * Limits the time to connect, for all addresses of a name together.
         *
         * @param timeout above zero, or {@link #OFF}; default 10 s
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = StreamOptions.requireAboveZero(timeout, "connectTimeout");
            return this;
        }

        /**
         * Limits the time to send a message: its turn and its writing, both together. A served
         * connection whose peer reads nothing of what is pending for so long is closed.
         *
         * @param timeout above zero, or {@link #OFF}; default 30 s; noticed up to a 16th (10 ms to
         *     250 ms) later
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder sendTimeout(Duration timeout) {
            sendTimeout = StreamOptions.requireAboveZero(timeout, "sendTimeout");
            return this;
        }

        /**
         * Limits the background part of a close.
         *
         * @param timeout zero (release at once) or more; default 2 s
         * @return this
         * @throws IllegalArgumentException if it is negative or {@link #OFF}
         */
        public Builder closeTimeout(Duration timeout) {
            closeTimeout = StreamOptions.requireLimited(timeout, "closeTimeout");
            return this;
        }

        /**
         * Limits the time of a frame under way: a receiver that has waited so long for the rest of
         * a frame gets a {@link io.github.wholewire.TruncatedFrameException}, and the channel
         * closes. Time in which nobody receives does not count. A served connection's handler gets
         * the exception by {@code onError}.
         *
         * @param timeout above zero, or {@link #OFF}; default {@link #OFF} for blocking channels, 5
         *     min for served connections; noticed up to a 16th (10 ms to 250 ms) later
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder frameTimeout(Duration timeout) {
            frameTimeout = StreamOptions.requireAboveZero(timeout, "frameTimeout");
            return this;
        }

        /**
         * Limits the time of a frame under way in which not a byte comes; else as {@link
         * #frameTimeout}.
         *
         * @param timeout above zero, or {@link #OFF}; default {@link #OFF} for blocking channels,
         *     30 s for served connections; noticed up to a 16th (10 ms to 250 ms) later
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder frameProgressTimeout(Duration timeout) {
            frameProgressTimeout = StreamOptions.requireAboveZero(timeout, "frameProgressTimeout");
            return this;
        }

        /**
         * Sets TCP_NODELAY: small messages go out at once, instead of waiting for the peer's
         * acknowledgement.
         *
         * @param on default true
         * @return this
         */
        public Builder noDelay(boolean on) {
            connection.put(StandardSocketOptions.TCP_NODELAY, on);
            return this;
        }

        /**
         * Sets SO_KEEPALIVE: the system probes an idle connection, on Linux after two hours.
         *
         * @param on default false
         * @return this
         */
        public Builder keepAlive(boolean on) {
            connection.put(StandardSocketOptions.SO_KEEPALIVE, on);
            return this;
        }

        /**
         * Sets SO_KEEPALIVE and when it probes. A connect or accept fails where the system has no
         * such options.
         *
         * @param idle before the first probe; 1 s or more, whole seconds
         * @param interval between probes; 1 s or more, whole seconds
         * @param count probes without an answer before the connection is given up; 1 or more
         * @return this
         * @throws IllegalArgumentException if one is out of range
         */
        public Builder keepAlive(Duration idle, Duration interval, int count) {
            connection.put(ExtendedSocketOptions.TCP_KEEPIDLE, seconds(idle, "idle"));
            connection.put(ExtendedSocketOptions.TCP_KEEPINTERVAL, seconds(interval, "interval"));
            connection.put(
                    ExtendedSocketOptions.TCP_KEEPCOUNT, Sockets.requirePositive(count, "count"));
            return keepAlive(true);
        }

        /**
         * Sets SO_RCVBUF, the kernel's receive buffer of a connection.
         *
         * @param bytes 1 or more, a hint to the system; unset, the system adapts it
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder receiveBufferSize(int bytes) {
            Sockets.requirePositive(bytes, "receiveBufferSize");
            connection.put(StandardSocketOptions.SO_RCVBUF, bytes);
            listener.put(
                    StandardSocketOptions.SO_RCVBUF,
                    bytes); // its connections inherit it before the first byte
            return this;
        }

        /**
         * Sets SO_SNDBUF, the kernel's send buffer of a connection.
         *
         * @param bytes 1 or more, a hint to the system; unset, the system adapts it
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder sendBufferSize(int bytes) {
            connection.put(
                    StandardSocketOptions.SO_SNDBUF,
                    Sockets.requirePositive(bytes, "sendBufferSize"));
            return this;
        }

        /**
         * Sets SO_REUSEADDR where an address is bound: whether connections that ended lately may
         * still hold it.
         *
         * @param on unset, as Java has it: true for listeners on Linux
         * @return this
         */
        public Builder reuseAddress(boolean on) {
            listener.put(StandardSocketOptions.SO_REUSEADDR, on);
            return this;
        }

        /**
         * Sets SO_REUSEPORT where a listener is bound: several, also of other processes of the same
         * user, may then listen on one port, and the system shares the connections among them.
         * Listening fails where the system has no such option.
         *
         * @param on default false
         * @return this
         */
        public Builder reusePort(boolean on) {
            listener.put(StandardSocketOptions.SO_REUSEPORT, on);
            return this;
        }

        /**
         * Sets how an event-driven server works.
         *
         * @param options loops, limits, marks and idle timeouts
         * @return this
         */
        public Builder serving(ServeOptions options) {
            serving = requireNonNull(options, "options");
            return this;
        }

        /**
         * Binds connections to a local address.
         *
         * @param address an address of this host; port 0 takes a free one
         * @return this
         * @throws IllegalArgumentException if it is unresolved
         */
        public Builder localAddress(InetSocketAddress address) {
            localAddress = Sockets.requireResolved(address, "localAddress");
            return this;
        }

        /**
         * Restricts connections and listeners to one family. A listener of family INET refuses IPv6
         * peers; one of family INET6 on the wildcard address takes IPv4 peers too, as Java opens
         * it.
         *
         * @param only INET or INET6; unset, both
         * @return this
         * @throws IllegalArgumentException if it is another one
         */
        public Builder family(StandardProtocolFamily only) {
            family = Sockets.requireFamily(only);
            return this;
        }

        /**
         * Sets how many connections may wait to be accepted.
         *
         * @param connections 1 or more, default 1024; the system may have a lower limit
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder backlog(int connections) {
            backlog = Sockets.requirePositive(connections, "backlog");
            return this;
        }

        /**
         * Sets who is told what happens on connections.
         *
         * @param observer default: one that does nothing
         * @return this
         */
        public Builder observer(ChannelObserver observer) {
            this.observer = requireNonNull(observer, "observer");
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if {@code family} and {@code localAddress} contradict
         *     each other
         */
        public TcpOptions build() {
            return new TcpOptions(this);
        }

        private static int seconds(Duration time, String name) {
            requireNonNull(time, name);
            if (time.toSeconds() < 1
                    || time.toSeconds() > Short.MAX_VALUE
                    || time.toNanosPart() != 0) {
                throw new IllegalArgumentException(
                        name + "=" + time + ": use whole seconds, 1 to " + Short.MAX_VALUE);
            }
            return Math.toIntExact(time.toSeconds());
        }
    }
}
