Console.WriteLine("CustomerFlow benchmark");
