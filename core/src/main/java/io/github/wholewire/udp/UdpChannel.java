/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.udp;

import io.github.wholewire.Datagram;
import io.github.wholewire.MessageChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;

/**
 * A UDP socket that is bound, not connected: it receives from whoever sends, sends to any peer, and
 * can be a member of multicast groups.
 *
 * <pre>{@code
 * try (UdpChannel<String> channel = Udp.bind(new InetSocketAddress(port), Codecs.utf8())) {
 *     channel.join(group, network);
 *     Datagram<String> datagram = channel.receive();
 *     System.out.println(datagram.peer() + " says " + datagram.message());
 * }
 * }</pre>
 *
 * <p>The network interface of a membership is always named: without one the system would take the
 * one of its default route. Every method may be called from any thread; closing leaves all groups.
 *
 * @param <M> the message
 */
public interface UdpChannel<M> extends MessageChannel<Datagram<M>> {
    /**
     * Receives the next datagram.
     *
     * @return the datagram; never null, since datagrams have no end
     * @throws IOException as {@link MessageChannel#receive()}, and as {@link Udp} says
     */
    @Override
    Datagram<M> receive() throws IOException;

    /**
     * Receives the next datagram, but waits no longer than a given time.
     *
     * @param timeout how long, as for {@link MessageChannel#receive(Duration)}
     * @return the datagram; never null, since datagrams have no end
     * @throws IOException as {@link MessageChannel#receive(Duration)}, and as {@link Udp} says
     */
    @Override
    Datagram<M> receive(Duration timeout) throws IOException;

    /**
     * Joins a group: datagrams to it that arrive on that network are received, whoever sends them.
     * Joining again changes nothing.
     *
     * <p>Linux looks at the network for IPv4 only: over IPv6, once another socket of this host has
     * joined the group on another network, what arrives there is received too. {@link
     * UdpOptions.Builder#acceptFrom} can tell the senders apart.
     *
     * @param group a multicast address, IPv4 (RFC 1112) or IPv6 (RFC 4291 section 2.7), of a family
     *     that the socket has
     * @param network the interface to receive on
     * @throws IllegalArgumentException if it is no multicast address, or the network or the socket
     *     has not its family
     * @throws IllegalStateException if it was joined there for some senders only
     * @throws io.github.wholewire.ChannelClosedException if the channel is closed
     * @throws IOException if the system refuses it; nothing has changed
     */
    void join(InetAddress group, NetworkInterface network) throws IOException;

    /**
     * Joins a group for what one host sends to it (source-specific, RFC 4607). May be done again
     * for other senders.
     *
     * @param group as for {@link #join(InetAddress, NetworkInterface)}
     * @param network the interface to receive on
     * @param source the sender's address, of the same family
     * @throws IllegalArgumentException as there, or if the source is no single host's address
     * @throws IllegalStateException if it was joined there for all senders
     * @throws IOException as there
     */
    void join(InetAddress group, NetworkInterface network, InetAddress source) throws IOException;

    /**
     * Leaves a group that was joined for all senders.
     *
     * @param group as when it was joined
     * @param network likewise
     * @throws IllegalStateException if it is not joined so
     */
    void leave(InetAddress group, NetworkInterface network);

    /**
     * Leaves a group that was joined for one sender.
     *
     * @param group as when it was joined
     * @param network likewise
     * @param source likewise
     * @throws IllegalStateException if it is not joined so
     */
    void leave(InetAddress group, NetworkInterface network, InetAddress source);
}
