$SIG{PIPE}='IGNORE'; use strict; use IO::Socket::INET;
system q{postconf -e 'smtpd_data_restrictions = check_client_access static:HOLD' 'smtpd_forbid_bare_newline_exclusions =' 'smtpd_forbid_bare_newline = }.$ARGV[0].q{'; postfix reload 2>/dev/null}; sleep 2;
my @e=("\r\n","\n","\r","\n\r","\r\r\n","\r\n\r");
sub esc { my $t=shift; $t=~s/\r/\\r/g; $t=~s/\n/\\n/g; $t }
for my $b (@e) { for my $a (@e) {
  my $s=IO::Socket::INET->new('127.0.0.1:25'); my @codes;
  my $r=sub{ my $last=''; eval{ local $SIG{ALRM}=sub{die}; alarm 3; while(defined(my $l=<$s>)){ $l=~s/\r?\n//; $last=$l; last if $l=~/^\d{3}( |$)/} alarm 0;}; $last };
  $r->(); for ("EHLO x","MAIL FROM:<a\@b.example>","RCPT TO:<carla>","DATA") { print $s "$_\r\n"; $r->() }
  print $s "hello${b}.${a}MAIL FROM:<evil\@e.example>\r\nRCPT TO:<carla>\r\nDATA\r\nsmuggled\r\n.\r\nQUIT\r\n";
  my @ids; while(1){ my $l=$r->(); last if $l eq ''; push @ids,$1 if $l=~/queued as (\w+)/; $l=~s/queued as \w+/queued as ID/; push @codes,$l; last if $l=~/^221/ }
  my @bodies; for my $id (@ids) { my $t=`postcat -qb $id 2>/dev/null`; push @bodies, esc($t) }
  print esc($b)," ",esc($a)," | ",join(' / ',@codes)," | ",join(' + ',@bodies),"\n"; close $s;
}}
