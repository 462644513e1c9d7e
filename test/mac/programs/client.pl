# A program of the test Mac: hands its folder, arguments, environment and, when asked, its standard input to the Mac at a socket, and
# does what that says. Perl is on every Mac and Debian, and starts ten times as fast as Node. $socket is set by the
# line that `program-server.ts` puts before this one.
use strict;
use warnings;
use Cwd;
use Socket;

$SIG{PIPE} = "IGNORE";
binmode $_ for *STDIN, *STDOUT, *STDERR;

sub broken { print STDERR "test Mac: $_[0]\n"; exit 70 }

socket(my $mac, PF_UNIX, SOCK_STREAM, 0) or broken($!);
connect($mac, pack_sockaddr_un($main::socket)) or broken("cannot be reached: $!");
binmode $mac;
select((select($mac), $| = 1)[0]);

sub give { print $mac join "", map { length($_) . "\n$_" } @_ }

delete $ENV{PERL_BADLANG};
give(scalar(@ARGV), getcwd(), @ARGV, join "\0", map { "$_=$ENV{$_}" } keys %ENV);
while (defined(my $order = <$mac>)) {
    my ($what, $number) = split " ", $order;
    if ($what eq "stdin") { local $/; give(scalar(<STDIN>) // "") }
    elsif ($what eq "kill") { kill KILL => $$; sleep 1 while 1 }
    elsif ($what eq "exit") { exit $number }
    else {
        read($mac, my $text, $number) // last;
        print { $what eq "out" ? *STDOUT : *STDERR } $text;
    }
}
broken("switched off");
