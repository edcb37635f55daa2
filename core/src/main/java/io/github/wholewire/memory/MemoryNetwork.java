/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.Codec;
import io.github.wholewire.Datagram;
import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageServer;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.internal.datagram.BoundChannel;
import io.github.wholewire.internal.datagram.ConnectedChannel;
import io.github.wholewire.internal.loop.LoopServer;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network within one process, for tests: listeners, connections and datagrams with the promises
 * of the real ones, faults where a test wants some, and a clock that a test may advance.
 *
 * <pre>{@code
 * MemoryNetwork network = MemoryNetwork.oneThread();
 * ServerMessageChannel<String> listener = network.listen(lines);
 * MessageChannel<String> client = network.connect(listener.localAddress(), lines);
 * MessageChannel<String> peer = listener.accept();
 * }</pre>
 *
 * <p>There are three kinds:
 *
 * <ul>
 *   <li>{@link #realTime}: calls block their threads, and timeouts go by the system's clock.
 *   <li>{@link #testTime}: calls block their threads, and time stands still but for {@link
 *       #advance}. All timeouts go by that clock, but for these, which go by the system's: the wait
 *       for another thread's turn to send or receive on the same channel, the wait of a thread
 *       other than the handler's for room in a served connection, the pause of {@code acceptEach}
 *       after a failure, and the limit of {@link io.github.wholewire.MessageServer#stop}. A time of
 *       a millisecond or less is none.
 *   <li>{@link #oneThread}: nothing ever blocks. A call that would, does what is due in the network
 *       (a handler's turn, bytes that arrive) and, when nothing is, lets time pass until something
 *       is or the call's own time is over. So a timeout of an hour takes no time, and every run is
 *       the same. A call that would wait for ever throws {@code IllegalStateException}.
 * </ul>
 *
 * <p>Deadlines of channels are met exactly where a test moves the clock; those of served
 * connections are noticed up to a sixteenth of their time late, a second at most, as over TCP.
 *
 * <p>Addresses are made by the network: {@code memory:1} is its first. A stream holds {@link
 * Memory.Builder#capacity} bytes each way before a sender waits. Closing a channel has nothing to
 * wait for and is done at once; a served connection waits for its peer's end, as over TCP. A
 * channel that is not closed is kept by the clock that watches its timeouts: the system's, or that
 * of the network.
 *
 * <p>Datagrams are delivered once, whole, in order and at once, unless {@link Faults} say otherwise
 * or the receiver's queue is full: then they are lost, as over UDP, and {@link #lostDatagrams}
 * counts them.
 *
 * <p>Thread-safe, but for those of one thread, which refuse a second one at the same time with
 * {@code IllegalStateException}.
 */
public final class MemoryNetwork {
    private final Timeline time;
    private final Map<SocketAddress, Backlog> listeners = new ConcurrentHashMap<>();
    private final AtomicLong lastAddress = new AtomicLong();
    private final MemoryAddress broadcast = new MemoryAddress(0, Faults.none());
    private final DatagramSwitch datagrams;

    private MemoryNetwork(Timeline time) {
        this.time = time;
        datagrams = new DatagramSwitch(time, broadcast);
    }

    /**
     * Makes a network whose calls block and whose time is the system's.
     *
     * @return a network
     */
    public static MemoryNetwork realTime() {
        return new MemoryNetwork(new RealTime());
    }

    /**
     * Makes a network whose calls block and whose time stands still until the test advances it.
     *
     * @return a network
     */
    public static MemoryNetwork testTime() {
        return new MemoryNetwork(new TestTime());
    }

    /**
     * Makes a network in which the calling thread does everything.
     *
     * @return a network
     */
    public static MemoryNetwork oneThread() {
        return new MemoryNetwork(new OneThread());
    }

    // Streams.

    /**
     * Connects two channels without a listener.
     *
     * @param <L> the left end's message
     * @param <R> the right end's message
     * @param left what the left end speaks
     * @param right what the right end speaks
     * @param options how both ends behave
     * @return both ends
     */
    public <L, R> Memory.Pair<L, R> pair(
            Protocol<L> left, Protocol<R> right, Memory.Options options) {
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        MemoryEnd.Party one = party(options);
        MemoryEnd.Both ends = MemoryEnd.connect(time, one.address().number(), one, party(options));
        return new Memory.Pair<>(
                open(ends.left(), left, options), open(ends.right(), right, options));
    }

    /**
     * Listens with the default options.
     *
     * @param <M> the message
     * @param protocol what both sides speak
     * @return a listener at an address of its own
     */
    public <M> ServerMessageChannel<M> listen(Protocol<M> protocol) {
        return listen(protocol, Memory.Options.DEFAULTS);
    }

    /**
     * Listens. Up to 1024 connections wait to be accepted; more are refused.
     *
     * @param <M> the message
     * @param protocol what both sides speak
     * @param options how the channels that are accepted behave
     * @return a listener at an address of its own
     */
    public <M> ServerMessageChannel<M> listen(Protocol<M> protocol, Memory.Options options) {
        requireNonNull(protocol, "protocol");
        return new MemoryListener<>(backlog(options), protocol);
    }

    /**
     * Serves with the default options.
     *
     * @param <M> the message
     * @param protocol what both sides speak
     * @param handlers makes the handler of each connection
     * @return a server that works already, at an address of its own
     * @throws IOException as the other one
     */
    public <M> MessageServer serve(Protocol<M> protocol, HandlerFactory<M> handlers)
            throws IOException {
        return serve(protocol, handlers, Memory.Options.DEFAULTS);
    }

    /**
     * Serves connections by events. In a network of one thread the handlers are called by whoever
     * waits in it, or calls {@link #step} or {@link #advance}: nothing then happens between those
     * calls, connections may be used as in their handlers, and a {@code send} at the high-water
     * mark throws a {@link io.github.wholewire.SendBufferFullException}. Else the server has
     * threads, and has to be stopped or closed.
     *
     * @param <M> the message
     * @param protocol what both sides speak
     * @param handlers makes the handler of each connection
     * @param options how; {@link Memory.Builder#serving} has those of the server itself
     * @return a server that works already, at an address of its own
     * @throws IOException if it could not be started
     */
    public <M> MessageServer serve(
            Protocol<M> protocol, HandlerFactory<M> handlers, Memory.Options options)
            throws IOException {
        requireNonNull(protocol, "protocol");
        requireNonNull(handlers, "handlers");
        Backlog backlog = backlog(options);
        try {
            return LoopServer.start(
                    new ServedBacklog(backlog),
                    () -> new MemoryPoller(time),
                    protocol,
                    handlers,
                    options.servedStream(),
                    options.serving());
        } catch (IOException | RuntimeException | Error e) {
            backlog.close();
            throw e;
        }
    }

    private Backlog backlog(Memory.Options options) {
        MemoryEnd.Party listener = party(options);
        Backlog backlog = new Backlog(time, listener, () -> listeners.remove(listener.address()));
        listeners.put(listener.address(), backlog);
        return backlog;
    }

    /**
     * Connects with the default options.
     *
     * @param <M> the message
     * @param remote a listener's or server's address
     * @param protocol what both sides speak
     * @return a connected channel
     * @throws PeerUnreachableException as the other one
     */
    public <M> MessageChannel<M> connect(SocketAddress remote, Protocol<M> protocol)
            throws PeerUnreachableException {
        return connect(remote, protocol, Memory.Options.DEFAULTS);
    }

    /**
     * Connects to a listener or a server, at once.
     *
     * @param <M> the message
     * @param remote its address
     * @param protocol what both sides speak
     * @param options how this end behaves
     * @return a connected channel
     * @throws PeerUnreachableException if nobody listens there, or too many connections wait to be
     *     accepted
     */
    public <M> MessageChannel<M> connect(
            SocketAddress remote, Protocol<M> protocol, Memory.Options options)
            throws PeerUnreachableException {
        requireNonNull(protocol, "protocol");
        Backlog backlog = listeners.get(requireNonNull(remote, "remote"));
        if (backlog == null) {
            throw new PeerUnreachableException(
                    "could not connect to " + remote + ": nobody listens there in this network");
        }
        return open(backlog.connect(party(options)), protocol, options);
    }

    private static <M> MessageChannel<M> open(
            MemoryEnd end, Protocol<M> protocol, Memory.Options options) {
        return MemoryTransport.open(end, protocol, options);
    }

    // Datagrams.

    /**
     * Binds a datagram channel with the default options.
     *
     * @param <M> what the codec makes of a payload
     * @param codec what is sent and received
     * @return a channel at an address of its own
     */
    public <M> MessageChannel<Datagram<M>> bind(Codec<M> codec) {
        return bind(codec, Memory.Options.DEFAULTS);
    }

    /**
     * Binds a datagram channel, to send to and receive from everybody in the network. Datagrams
     * that are too long or no message are skipped, unless an option says otherwise.
     *
     * @param <M> what the codec makes of a payload
     * @param codec what is sent and received
     * @param options how it behaves
     * @return a channel at an address of its own
     */
    public <M> MessageChannel<Datagram<M>> bind(Codec<M> codec, Memory.Options options) {
        requireNonNull(codec, "codec");
        var transport = new MemoryDatagrams(time, datagrams, party(options), null);
        return new BoundChannel<>(transport, codec, options.datagrams(true));
    }

    /**
     * Connects a datagram channel with the default options.
     *
     * @param <M> what the codec makes of a payload
     * @param peer a datagram channel's address
     * @param codec what both sides send
     * @return a channel at an address of its own
     */
    public <M> MessageChannel<M> connect(SocketAddress peer, Codec<M> codec) {
        return connect(peer, codec, Memory.Options.DEFAULTS);
    }

    /**
     * Connects a datagram channel to one peer: it sends to that one, and receives what comes from
     * there. If nobody has that address, the call after a send says so. Datagrams that are too long
     * or no message are thrown, unless an option says otherwise.
     *
     * @param <M> what the codec makes of a payload
     * @param peer a datagram channel's address, or {@link #broadcastAddress}
     * @param codec what both sides send
     * @param options how it behaves
     * @return a channel at an address of its own
     */
    public <M> MessageChannel<M> connect(
            SocketAddress peer, Codec<M> codec, Memory.Options options) {
        requireNonNull(peer, "peer");
        requireNonNull(codec, "codec");
        var transport = new MemoryDatagrams(time, datagrams, party(options), peer);
        return new ConnectedChannel<>(transport, codec, options.datagrams(false));
    }

    /**
     * Returns the address of everybody: a datagram sent there comes to each other channel of this
     * network that {@link #bind} made.
     *
     * @return always the same
     */
    public SocketAddress broadcastAddress() {
        return broadcast;
    }

    /**
     * Returns how many datagrams have been lost: by a plan, for want of room in a queue, or because
     * nobody was there to receive them.
     *
     * @return how many so far; each copy counts
     */
    public long lostDatagrams() {
        time.enter();
        try {
            return datagrams.lost();
        } finally {
            time.leave();
        }
    }

    private MemoryEnd.Party party(Memory.Options options) {
        requireNonNull(options, "options");
        return new MemoryEnd.Party(
                new MemoryAddress(lastAddress.incrementAndGet(), options.faults()), options);
    }

    // Time.

    /**
     * Lets time pass at once. In a network of one thread what becomes due on the way is done in its
     * order: deadlines pass, bytes arrive and handlers have their turn; that also does what is due
     * already, so that no time at all is of use there. Other threads find out afterwards, and
     * deadlines may pass before they read what came in time: advance to one moment after another if
     * that matters.
     *
     * @param time how long; zero or more
     * @throws IllegalArgumentException if it is negative or unlimited
     * @throws UnsupportedOperationException if the network goes by the system's clock
     */
    public void advance(Duration time) {
        this.time.advance(StreamOptions.nanos(StreamOptions.requireLimited(time, "time")));
    }

    /**
     * Does the next piece of what is due now: a turn of a server. No time passes.
     *
     * @return whether there was one
     * @throws UnsupportedOperationException if the network has threads to do it
     */
    public boolean step() {
        return time.step();
    }

    /**
     * Returns what the network's clock shows: zero when a clock for tests is made.
     *
     * @return the time since an arbitrary point, which may lie in the future
     */
    public Duration time() {
        return Duration.ofNanos(time.now());
    }

    /** Names the kind of network. */
    @Override
    public String toString() {
        return "MemoryNetwork[" + time.getClass().getSimpleName() + "]";
    }
}
