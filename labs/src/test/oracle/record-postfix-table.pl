# Runs on the real host, as root; see record-postfix-table.
$SIG{PIPE} = 'IGNORE';
use strict; use warnings; use IO::Socket::INET;
my (@zone, @head, @rows);
while (<DATA>) { last if /^## end of zone/; push @zone, $_; }
while (<DATA>) {
    chomp;
    if (/^## (.*)/) { push @rows, {name => $1, lines => []}; next; }
    next if /^[<|=] ?/;
    if (!@rows) { push @head, $_; next; }
    push @{$rows[-1]{lines}}, $_;
}
open my $z, '>', '/etc/dnsmasq.d/zone.conf' or die; print $z @zone; close $z;
system 'dnsmasq -C /etc/dnsmasq.d/zone.conf'; sleep 1;
my %ips;
for my $row (@rows) { for (@{$row->{lines}}) { $ips{$1} = 1 if /^client (\S+)/; } }
system "ip addr add $_/32 dev lo" for grep { !/^127/ } keys %{{map { $_ => 1 } '192.0.2.10', '192.0.2.77', keys %ips}};
my @base = ('max_use = 1', map { /^conf (.*)/ ? $1 : () } @head);
system 'cp /etc/postfix/main.cf /tmp/main.cf; postfix stop 2>/dev/null; postconf -e ' . join(' ', map { "'$_'" } @base);
system 'cp /etc/postfix/main.cf /tmp/main.cf; postfix start 2>/dev/null';
print "$_\n" for grep { length } @head;
for my $row (@rows) {
    my ($client, $queue, @conf, @said, %files, $file) = ('192.0.2.77', 0);
    for (@{$row->{lines}}) {
        if (/^conf (.*)/) { push @conf, $1 } elsif (/^file (\S+)/) { $file = $1; $files{$file} = '' }
        elsif (/^\t(.*)/) { $files{$file} .= "$1\n" } elsif (/^client (\S+)/) { $client = $1 }
        elsif (/^queue/) { $queue = 1 } elsif (/^> ?(.*)/) { push @said, $1 }
    }
    system 'cp /tmp/main.cf /etc/postfix/main.cf';
    open my $m, '>>', '/etc/postfix/main.cf' or die; print $m "$_\n" for @conf; close $m;
    unlink glob '/etc/postfix/t_*';
    for (keys %files) { open my $f, '>', $_ or die; print $f $files{$_}; close $f; }
    for my $f (keys %files) {
        my ($type) = map { /(hash|btree):\Q$f\E\b/ ? $1 : () } @conf;
        system "postmap $type:$f 2>/dev/null" if $type;
    }
    kill HUP => `cat /var/spool/postfix/pid/master.pid` + 0; select undef, undef, undef, 0.25;
    my $at = -s '/var/log/mail.log';
    my (@out, $id, $s);
    print "\n## $row->{name}\n"; print "$_\n" for grep { length && !/^(>|queue)/ } @{$row->{lines}};
    $s = IO::Socket::INET->new(PeerAddr => '127.0.0.1:25', LocalAddr => $client, Timeout => 5);
    my $reply = sub {
        my $last = 'nothing';
        eval { local $SIG{ALRM} = sub { die }; alarm 20;
            while (defined(my $l = <$s>)) { $l =~ s/\r?\n$//; $last = $l; last if $l =~ /^\d{3}( |$)/; } alarm 0; };
        $id = $1 if $last =~ /queued as (\w+)/; $last =~ s/queued as \w+/queued as ID/; $last };
    my $greeting = $reply->();
    print "< $greeting\n" if $greeting !~ /^220/;
    my $data = 0;
    for (@said) {
        print ">", length $_ ? " $_" : '', "\n"; print $s "$_\r\n";
        next if $data && $_ ne '.';
        my $r = $reply->(); print "< $r\n";
        $data = $r =~ /^354/;
    }
    close $s; select undef, undef, undef, 0.25;
    open my $l, '<', '/var/log/mail.log' or die; seek $l, $at, 0; my @log = <$l>; close $l;
    for (@log) {
        chomp; next unless s/^.{15} \S+ postfix\/(smtpd|cleanup|trivial-rewrite|proxymap)\[\d+\]: //;
        next if /overriding earlier entry/;
        next if /^(connect|disconnect|lost connection) (from|after)|: client=|: message-id=|: resent-message-id=/;
        s/\b[0-9A-F]{8,12}:/ID:/g; print "| $_\n";
    }
    if ($queue && $id) {
        print "queue\n";
        my $body = 0;
        for (`postcat -qeh $id 2>&1`) {
            chomp;
            if (/^(sender|original_recipient|recipient|redirect_to|content_filter): (.*)/i && !$body) { print "= $_\n" =~ s/: +/: /r }
            elsif (/^regular_text: (.*)/ || /^(?!\*\*\*|message_)([\w-]+:\s.*|\s+.*)$/) {
                my $t = $1; $body = 1 if /^regular_text/;
                next if $t =~ /^(message_size|message_arrival_time|create_time|named_attribute|warning_message_time|original_recipient|dsn_original|log_|encoding|pointer_record|no_mail_on_day|Received|Message-Id|Date)/i || $t =~ /^\s/;
                print "= $t\n";
            }
        }
    } elsif ($queue) { print "queue\n"; }

    system 'postsuper -d ALL hold 2>/dev/null' if $queue;
}
