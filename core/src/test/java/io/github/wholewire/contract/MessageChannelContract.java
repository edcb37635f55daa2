/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.github.wholewire.MessageChannel} promises, and what those over datagrams
 * promise besides. A transport's test extends it and says how two channels are connected;
 * everything else is inherited.
 */
public abstract class MessageChannelContract {
    static {
        // Surefire opens the packages that hold the tests to be run, and this one holds none.
        Class<?> self = MessageChannelContract.class;
        self.getModule().addOpens(self.getPackageName(), Test.class.getModule());
    }

    /** Returns how two channels are connected. */
    protected abstract Network network();

    @Nested
    class Delivery extends DeliveryContract {
        @Override
        Network network() {
            return MessageChannelContract.this.network();
        }
    }

    @Nested
    class Coding extends CodingContract {
        @Override
        Network network() {
            return MessageChannelContract.this.network();
        }
    }

    @Nested
    class Ending extends EndingContract {
        @Override
        Network network() {
            return MessageChannelContract.this.network();
        }
    }

    @Nested
    class Timing extends TimingContract {
        @Override
        Network network() {
            return MessageChannelContract.this.network();
        }
    }

    @Nested
    class Closing extends ClosingContract {
        @Override
        Network network() {
            return MessageChannelContract.this.network();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        Network network() {
            return MessageChannelContract.this.network();
        }
    }

    @Nested
    class Interrupting extends InterruptingContract {
        @Override
        Network network() {
            return MessageChannelContract.this.network();
        }
    }

    @Nested
    class Switching extends SwitchingContract {
        @Override
        Network network() {
            return MessageChannelContract.this.network();
        }
    }

    @Nested
    class Observing extends ObservingContract {
        @Override
        Network network() {
            return MessageChannelContract.this.network();
        }
    }

    @Nested
    class Datagrams extends DatagramContract {
        @Override
        Network network() {
            return MessageChannelContract.this.network();
        }
    }
}
